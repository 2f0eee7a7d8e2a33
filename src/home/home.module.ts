import { type DynamicModule, Module } from '@nestjs/common';
import type { RegisteredComponent } from '../components/registered-component';
import { GuideController } from './guide.controller';
import { HealthController } from './health.controller';
import { COMPONENTS, HomeController } from './home.controller';
import { Mosaic } from './mosaic';

/** The start page, which shows the components; the guides while developing; and the health of the server. */
@Module({})
export class HomeModule {
  constructor(readonly mosaic: Mosaic) {}

  static forRoot(components: readonly RegisteredComponent[]): DynamicModule {
    return {
      module: HomeModule,
      controllers: [HomeController, GuideController, HealthController],
      providers: [Mosaic, { provide: COMPONENTS, useValue: components }],
    };
  }
}
