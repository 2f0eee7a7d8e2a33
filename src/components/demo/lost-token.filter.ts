import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LostTokenException } from '../../http/csrf';
import { leaveNotice } from '../../http/notice';
import { DemoService } from './component.service';
import { readPost } from './post-input';
import { PostScreens } from './post-screens';

/** Shows a form again when its token was lost, filled in and with a new token, so visitors need not retype it. */
@Catch(LostTokenException)
export class LostTokenFilter implements ExceptionFilter {
  constructor(
    private readonly posts: DemoService,
    private readonly screens: PostScreens,
  ) {}

  async catch(_error: LostTokenException, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request<{ id?: string }>>();
    const response = host.switchToHttp().getResponse<Response>();
    const { id } = request.params;
    if (id === undefined) {
      const { input, postId } = await readPost(request.body);
      return this.screens.list(response, { input, postId, lost: true });
    }
    const post = await this.posts.find(id);
    if (post !== null) return this.screens.confirmation(response, post, { lost: true });
    leaveNotice(response, 'deleted-before');
    response.redirect(303, '/demo/posts');
  }
}
