import { publishAsset } from '../../../page/assets/assets';
import type { ListedPost } from '../component.service';
import { type FormState, PostForm } from './post-form';
import { PostList } from './post-list';
import css from './posts.css';

export type { FormState } from './post-form';

export const stylesheet = publishAsset('posts.css', css);

const NOTICES = new Map([
  ['posted', 'Your post was added.'],
  ['posted-as-known', 'Your post was added, under the name this e-mail address already has.'],
  ['deleted', 'The post was deleted.'],
]);

interface PostsPageProps {
  form: FormState;
  posts: ListedPost[];
  page: number;
  /** Whether older posts follow on the next page. */
  more: boolean;
  notice?: string;
}

export function PostsPage({ form, posts, page, more, notice }: PostsPageProps) {
  const text = notice === undefined ? undefined : NOTICES.get(notice);
  return (
    <>
      <h1>Posts</h1>
      {text && (
        <p className="notice" role="status">
          {text}
        </p>
      )}
      <div className="posts-columns">
        <section className="card posts-form" aria-labelledby="new-post">
          <h2 id="new-post">Write a post</h2>
          <PostForm {...form} />
        </section>
        <section aria-labelledby="all-posts">
          <h2 id="all-posts">{page === 1 ? 'Newest posts' : `Older posts, page ${page}`}</h2>
          <PostList posts={posts} page={page} more={more} token={form.token} />
        </section>
      </div>
    </>
  );
}
