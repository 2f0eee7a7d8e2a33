import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Pages } from '../page/pages';
import { HomePage } from './home-page';

@Controller()
export class HomeController {
  constructor(private readonly pages: Pages) {}

  @Get()
  show(@Res() response: Response): void {
    this.pages.send(response, { title: 'Components', body: <HomePage entries={this.pages.menu} /> });
  }
}
