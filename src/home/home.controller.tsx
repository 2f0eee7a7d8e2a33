import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { RegisteredComponent } from '../components/registered-component';
import { publishAsset } from '../page/assets/assets';
import { Pages } from '../page/pages';
import { guides } from './guides';
import { HomePage } from './home-page';
import { Mosaic } from './mosaic';
import css from './mosaic.css';

/** The injection token of the application's components. */
export const COMPONENTS = Symbol('COMPONENTS');

const stylesheet = publishAsset('mosaic.css', css);

@Controller()
export class HomeController {
  constructor(
    private readonly pages: Pages,
    private readonly mosaic: Mosaic,
    @Inject(COMPONENTS) private readonly components: readonly RegisteredComponent[],
  ) {}

  @Get()
  async show(@Res() response: Response): Promise<void> {
    const body = <HomePage tiles={await this.mosaic.tiles(this.components)} guides={guides()} />;
    this.pages.send(response, { title: 'Components', stylesheets: [stylesheet], body });
  }
}
