import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorFilter } from '../http/error.filter';
import { AssetsController } from './assets/assets.controller';
import type { MenuEntry } from './menu';
import { MENU, Pages } from './pages';

/** Provides `Pages` to every controller, to answer in the application's layout. Errors use the layout too. */
@Module({
  controllers: [AssetsController],
  providers: [Pages, { provide: APP_FILTER, useClass: ErrorFilter }],
  exports: [Pages],
})
export class PageModule {
  constructor(readonly pages: Pages) {}

  /** @param menu usually `menuOf(components)` */
  static forRoot(menu: readonly MenuEntry[]): DynamicModule {
    return { module: PageModule, global: true, providers: [{ provide: MENU, useValue: menu }] };
  }
}
