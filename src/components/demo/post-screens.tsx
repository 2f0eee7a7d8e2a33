import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { csrfToken } from '../../http/csrf';
import { Pages } from '../../page/pages';
import { DemoService, type ListedPost } from './component.service';
import { type PostErrors, PostInput } from './post-input';
import { ConfirmPage } from './ui/confirm-page';
import { PostsPage, stylesheet } from './ui/posts-page';

interface ListState {
  page?: number;
  /** The notice that was left for this page. */
  notice?: string | undefined;
  input?: PostInput;
  errors?: PostErrors;
  postId?: string;
  /** The form's token was lost: the input is shown again, and nothing was saved. */
  lost?: boolean;
}

/** Sends the component's pages. */
@Injectable()
export class PostScreens {
  constructor(
    private readonly posts: DemoService,
    private readonly pages: Pages,
  ) {}

  /** Sends the list with the form. The status is 422 for a form with errors, 403 for one without a token. */
  async list(response: Response, state: ListState): Promise<void> {
    const { page = 1, notice, errors = {}, lost = false } = state;
    const { posts, more } = await this.posts.list(page);
    const form = {
      input: state.input ?? new PostInput(),
      errors,
      lost,
      postId: state.postId ?? randomUUID(),
      token: csrfToken(response.req),
    };
    const refused = lost || Object.keys(errors).length > 0;
    const title = refused ? 'Error: the post was not saved' : 'Posts';
    const body = <PostsPage form={form} posts={posts} page={page} more={more} notice={notice} />;
    this.pages.send(response, { title, stylesheets: [stylesheet], body }, lost ? 403 : refused ? 422 : 200);
  }

  /** Asks whether to delete a post. */
  confirmation(response: Response, post: ListedPost, { lost = false } = {}): void {
    const body = <ConfirmPage post={post} token={csrfToken(response.req)} lost={lost} />;
    const title = 'Delete this post?';
    this.pages.send(response, { title, stylesheets: [stylesheet], body }, lost ? 403 : 200);
  }
}
