import { publishAsset } from '../../../page/assets/assets';
import type { ListedPost } from '../component.service';
import { type FormState, PostForm } from './post-form';
import { PostList } from './post-list';
import css from './posts.css';

export const stylesheet = publishAsset('posts.css', css);

const NOTICES = new Map([
  ['posted', 'Your post was added.'],
  ['posted-as-known', 'Your post was added, under the name this e-mail address already has.'],
  ['deleted', 'The post was deleted.'],
  ['deleted-before', 'That post was already deleted, by you or someone else.'],
]);

interface PostsPageProps {
  form: FormState;
  posts: ListedPost[];
  page: number;
  /** Whether older posts follow on the next page. */
  more: boolean;
  notice?: string | undefined;
}

/** The list comes first, but after a form with errors. They are side by side where there is room. */
export function PostsPage({ form, posts, page, more, notice }: PostsPageProps) {
  const text = notice === undefined ? undefined : NOTICES.get(notice);
  const refused = form.lost || Object.keys(form.errors).length > 0;
  const list = (
    <section key="list" className="posts-all" aria-labelledby="all-posts">
      <h2 id="all-posts">{page === 1 ? 'Newest posts' : `Older posts, page ${page}`}</h2>
      <PostList posts={posts} page={page} more={more} />
    </section>
  );
  const write = (
    <section key="form" className="card posts-form" aria-labelledby="new-post">
      <h2 id="new-post">Write a post</h2>
      <PostForm {...form} />
    </section>
  );
  return (
    <>
      <div className="posts-head">
        <h1>Posts</h1>
        {!refused && (
          <a className="button posts-jump" href="#new-post">
            Write a post
          </a>
        )}
      </div>
      {text && (
        <p className="notice" role="status">
          {text}
        </p>
      )}
      <div className="posts-columns">{refused ? [write, list] : [list, write]}</div>
    </>
  );
}
