import { CSRF_FIELD } from '../../../http/csrf';
import type { ListedPost } from '../component.service';
import { StatusBadge } from './status-badge';

interface PostListProps {
  posts: ListedPost[];
  page: number;
  more: boolean;
  token: string;
}

/** The posts of one page, newest first, and the ways to the other pages. */
export function PostList({ posts, page, more, token }: PostListProps) {
  return (
    <>
      {posts.length === 0 && (
        <p className="posts-empty">{page === 1 ? 'No posts yet' : 'No posts on this page'}</p>
      )}
      {posts.length > 0 && (
        <ol className="posts-list">
          {posts.map((post) => (
            <li key={post.id}>
              <PostCard post={post} token={token} />
            </li>
          ))}
        </ol>
      )}
      {(page > 1 || more) && (
        <nav className="posts-pages" aria-label="Pages of posts">
          {page > 1 && <a href={page === 2 ? '/demo/posts' : `/demo/posts?page=${page - 1}`}>Newer posts</a>}
          {more && <a href={`/demo/posts?page=${page + 1}`}>Older posts</a>}
        </nav>
      )}
    </>
  );
}

function PostCard({ post, token }: { post: ListedPost; token: string }) {
  return (
    <article className="card post">
      <header>
        <h3>{post.title}</h3>
        <StatusBadge status={post.status} />
      </header>
      {post.content && <p className="post-content">{post.content}</p>}
      <footer>
        <p>
          {post.author.name} ·{' '}
          <time dateTime={post.createdAt.toISOString()}>{WHEN.format(post.createdAt)} UTC</time>
        </p>
        <form method="post" action={`/demo/posts/${post.id}/delete`}>
          <input type="hidden" name={CSRF_FIELD} value={token} />
          <button type="submit" className="button button-quiet">
            Delete<span className="visually-hidden"> “{post.title}”</span>
          </button>
        </form>
      </footer>
    </article>
  );
}

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
