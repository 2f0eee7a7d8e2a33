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
} from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Request, Response } from 'express';
import { csrfToken } from '../../http/csrf';
import { leaveNotice, takeNotice } from '../../http/notice';
import { Pages } from '../../page/pages';
import { DemoService, NameTakenError } from './component.service';
import { PostInput, readPost } from './post-input';
import { type FormState, PostsPage, stylesheet } from './ui/posts-page';

const PATH = '/demo/posts';

@Controller('demo')
export class DemoController {
  constructor(
    private readonly posts: DemoService,
    private readonly pages: Pages,
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
    const form = { input: new PostInput(), errors: {} };
    await this.show(response, form, { page: pageNumber(page), notice: takeNotice(request, response) });
  }

  @Post('posts')
  async create(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const form = await readPost(body);
    if (Object.keys(form.errors).length > 0) return this.show(response, form);
    try {
      const { authorName } = await this.posts.create(form.input);
      leaveNotice(response, authorName === form.input.authorName ? 'posted' : 'posted-as-known');
      response.redirect(303, PATH);
    } catch (error) {
      if (!(error instanceof NameTakenError)) throw error;
      form.errors.authorName = 'Somebody else posts under this name. Choose another one.';
      await this.show(response, form);
    }
  }

  @Post('posts/:id/delete')
  async delete(@Param('id') id: string, @Res() response: Response): Promise<void> {
    if (!isUUID(id) || !(await this.posts.delete(id))) throw new NotFoundException();
    leaveNotice(response, 'deleted');
    response.redirect(303, PATH);
  }

  /** The list with the form. A form with errors is an answer of its own kind: 422. */
  private async show(
    response: Response,
    form: Omit<FormState, 'token'>,
    { page = 1, notice }: { page?: number; notice?: string } = {},
  ): Promise<void> {
    const { posts, more } = await this.posts.list(page);
    const wrong = Object.keys(form.errors).length > 0;
    const state = { ...form, token: csrfToken(response.req) };
    const body = <PostsPage form={state} posts={posts} page={page} more={more} notice={notice} />;
    const title = wrong ? 'Error: the post was not saved' : 'Posts';
    this.pages.send(response, { title, stylesheets: [stylesheet], body }, wrong ? 422 : 200);
  }
}

/** Whatever is not a sensible page is the first one. */
function pageNumber(text: unknown): number {
  return typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
