import { randomUUID } from 'node:crypto';
import { IsEmail, IsIn, IsNotEmpty, isUUID, Matches, MaxLength, validate } from 'class-validator';
import { DemoPostStatus } from '../../database/client/enums';

export const STATUSES = Object.values(DemoPostStatus);
export const LIMITS = { title: 200, content: 10_000, authorName: 100, authorEmail: 254 };

/** PostgreSQL can't store this character in a text. */
const NO_NUL = /^[^\0]*$/;
const noNul = { message: 'Remove the NUL character, it can’t be stored.' };
const atMost = (characters: number) => ({
  message: `Use at most ${characters.toLocaleString('en')} characters.`,
});

/** The normalized fields of the form: stored when they are valid, and shown again when they are not. */
export class PostInput {
  @Matches(NO_NUL, noNul)
  @MaxLength(LIMITS.title, atMost(LIMITS.title))
  @IsNotEmpty({ message: 'Give the post a title.' })
  title = '';

  @Matches(NO_NUL, noNul)
  @MaxLength(LIMITS.content, atMost(LIMITS.content))
  content = '';

  @IsIn(STATUSES, { message: 'Choose one of the statuses in the list.' })
  status: DemoPostStatus = DemoPostStatus.DRAFT;

  @Matches(NO_NUL, noNul)
  @MaxLength(LIMITS.authorName, atMost(LIMITS.authorName))
  @IsNotEmpty({ message: 'Enter your name.' })
  authorName = '';

  @IsEmail({}, { message: 'Enter an e-mail address like name@example.com.' })
  @MaxLength(LIMITS.authorEmail, atMost(LIMITS.authorEmail))
  @IsNotEmpty({ message: 'Enter your e-mail address.' })
  authorEmail = '';
}

export type PostField = keyof PostInput;
export type PostErrors = Partial<Record<PostField, string>>;

/** The form field with the id of the new post. */
export const KEY_FIELD = '_key';

/** A submitted form. */
export interface ReadPost {
  input: PostInput;
  errors: PostErrors;
  /** The id from the form, or a new one when the form has none. */
  postId: string;
}

/** Reads a submitted form. Fields that are missing, or sent twice, count as empty; unknown ones are ignored. */
export async function readPost(body: unknown): Promise<ReadPost> {
  const text = (field: PostField | typeof KEY_FIELD): string => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
    return typeof value === 'string' ? value.normalize('NFC') : '';
  };
  const input = Object.assign(new PostInput(), {
    title: oneLine(text('title')),
    content: text('content').replace(/\r\n?/g, '\n').trim(),
    status: text('status') || DemoPostStatus.DRAFT,
    authorName: oneLine(text('authorName')),
    authorEmail: text('authorEmail').trim().toLowerCase(),
  });
  const errors: PostErrors = {};
  for (const { property, constraints = {} } of await validate(input)) {
    // The rule nearest to the field comes first: an empty field gets that message before any other.
    Object.assign(errors, { [property]: Object.values(constraints)[0] });
  }
  const key = text(KEY_FIELD);
  return { input, errors, postId: isUUID(key) ? key : randomUUID() };
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
