import {
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Redirect,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request, Response } from 'express';
import { leaveNotice, takeNotice } from '../../http/notice';
import { DemoService, NameTakenError } from './component.service';
import { LostTokenFilter } from './lost-token.filter';
import { readPost } from './post-input';
import { PostScreens } from './post-screens';

const PATH = '/demo/posts';

@Controller('demo')
@UseFilters(LostTokenFilter)
export class DemoController {
  constructor(
    private readonly posts: DemoService,
    private readonly screens: PostScreens,
  ) {}

  @Get()
  @Redirect(PATH, 302)
  start(): void {}

  @Get('posts')
  async list(
    @Query('page') page: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.screens.list(response, { page: pageNumber(page), notice: takeNotice(request, response) });
  }

  @Post('posts')
  async create(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const { input, errors, postId } = await readPost(body);
    if (Object.keys(errors).length > 0) return this.screens.list(response, { input, errors, postId });
    try {
      const { authorName } = await this.posts.create(input, postId);
      leaveNotice(response, authorName === input.authorName ? 'posted' : 'posted-as-known');
      response.redirect(303, PATH);
    } catch (error) {
      if (!(error instanceof NameTakenError)) throw error;
      const authorName = 'Someone else already posts under this name. Choose another one.';
      await this.screens.list(response, { input, errors: { authorName }, postId });
    }
  }

  /** Asks before it deletes. Without scripts, that needs a separate page. */
  @Get('posts/:id/delete')
  async confirm(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const post = await this.posts.find(postId(id));
    if (post === null) return this.leaveDeleted(response, 'deleted-before');
    this.screens.confirmation(response, post);
  }

  @Post('posts/:id/delete')
  async delete(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const deleted = await this.posts.delete(postId(id));
    this.leaveDeleted(response, deleted ? 'deleted' : 'deleted-before');
  }

  private leaveDeleted(response: Response, notice: string): void {
    leaveNotice(response, notice);
    response.redirect(303, PATH);
  }
}

function postId(text: string): string {
  if (!isUUID(text)) throw new NotFoundException();
  return text;
}

/** An invalid page number means the first page. */
function pageNumber(text: unknown): number {
  return typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
