import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Pages } from '../page/pages';
import { guides, readGuide } from './guides';

/** Shows the guides as plain text, in development only. */
@Controller('guides')
export class GuideController {
  constructor(private readonly pages: Pages) {}

  @Get(':name')
  show(@Param('name') name: string, @Res() response: Response): void {
    const guide = guides().find((one) => one.name === name);
    if (guide === undefined) throw new NotFoundException();
    const body = <pre className="guide">{readGuide(guide.name)}</pre>;
    this.pages.send(response, { title: guide.title, body });
  }
}
