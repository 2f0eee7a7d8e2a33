import { CSRF_FIELD } from '../../../http/csrf';
import type { ListedPost } from '../component.service';
import { LostToken } from './lost-token';
import { PostBody } from './post-body';

interface ConfirmPageProps {
  post: ListedPost;
  token: string;
  lost: boolean;
}

/** Asks before a post is deleted. */
export function ConfirmPage({ post, token, lost }: ConfirmPageProps) {
  return (
    <section className="confirm">
      <h1>Delete this post?</h1>
      {lost && <LostToken>The post was not deleted. Press the button again.</LostToken>}
      <article className="card post">
        <PostBody post={post} heading="h2" />
      </article>
      <form method="post" action={`/demo/posts/${post.id}/delete`} className="confirm-actions">
        <input type="hidden" name={CSRF_FIELD} value={token} />
        <button type="submit" className="button button-danger">
          Delete the post
        </button>
        <a className="button button-quiet" href="/demo/posts">
          Keep it
        </a>
      </form>
    </section>
  );
}
