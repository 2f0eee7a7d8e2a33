import type { ListedPost } from '../component.service';
import { StatusBadge } from './status-badge';

/** A post's text and author. The browser chooses the direction of each text, since some run from right to left. */
export function PostBody({ post, heading: Heading }: { post: ListedPost; heading: 'h2' | 'h3' }) {
  return (
    <>
      <header>
        <Heading dir="auto">{post.title}</Heading>
        <StatusBadge status={post.status} />
      </header>
      {post.content && (
        <p className="post-content" dir="auto">
          {post.content}
        </p>
      )}
      <p className="post-by">
        <bdi>{post.author.name}</bdi> ·{' '}
        <bdi>
          <time dateTime={post.createdAt.toISOString()}>{WHEN.format(post.createdAt)} UTC</time>
        </bdi>
      </p>
    </>
  );
}

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
