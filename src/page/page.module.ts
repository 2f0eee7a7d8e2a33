import { type DynamicModule, Module } from '@nestjs/common';
import { AssetsController } from './assets.controller';
import type { MenuEntry } from './menu';
import { MENU, Pages } from './pages';

/** Gives every controller the `Pages` that answer in the application's layout. */
@Module({ controllers: [AssetsController], providers: [Pages], exports: [Pages] })
export class PageModule {
  constructor(readonly pages: Pages) {}

  /** @param menu usually `menuOf(components)` */
  static forRoot(menu: readonly MenuEntry[]): DynamicModule {
    return { module: PageModule, global: true, providers: [{ provide: MENU, useValue: menu }] };
  }
}
