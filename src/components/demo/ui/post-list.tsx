import type { ListedPost } from '../component.service';
import { PostBody } from './post-body';

interface PostListProps {
  posts: ListedPost[];
  page: number;
  more: boolean;
}

/** The posts of one page, newest first, with links to the other pages. */
export function PostList({ posts, page, more }: PostListProps) {
  return (
    <>
      {posts.length === 0 && (
        <p className="posts-empty">{page === 1 ? 'No posts yet' : 'No posts on this page'}</p>
      )}
      {posts.length > 0 && (
        <ol className="posts-list">
          {posts.map((post) => (
            <li key={post.id}>
              <article className="card post">
                <PostBody post={post} heading="h3" />
                <a className="post-delete" href={`/demo/posts/${post.id}/delete`}>
                  Delete<span className="visually-hidden"> “{post.title}”</span>
                </a>
              </article>
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
