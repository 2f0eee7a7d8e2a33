import { CSRF_FIELD } from '../../../http/csrf';
import { Field } from '../../../page/field';
import { KEY_FIELD, LIMITS, type PostErrors, type PostField, type PostInput, STATUSES } from '../post-input';
import { LostToken } from './lost-token';
import { STATUS_LABELS } from './status-badge';

export interface FormState {
  input: PostInput;
  errors: PostErrors;
  /** The form is shown again because its token was lost. */
  lost: boolean;
  /** The id that the post will have: a form that is sent twice creates one post. */
  postId: string;
  token: string;
}

/** The server validates the form, so all visitors get the same messages, with or without the browser's checks. */
export function PostForm({ input, errors, lost, postId, token }: FormState) {
  const wrong = FIELDS.filter(({ name }) => errors[name]);
  const of = (name: PostField, label: string) => ({
    name,
    label,
    error: errors[name],
    focus: wrong[0]?.name === name,
  });
  return (
    <form method="post" action="/demo/posts" noValidate>
      {lost && <LostToken>The post was not saved. Check it and send it again.</LostToken>}
      {wrong.length > 0 && (
        <div className="error-summary" role="alert">
          <p>The post was not saved. Please correct:</p>
          <ul>
            {wrong.map(({ name, label }) => (
              <li key={name}>
                <a href={`#field-${name}`}>{label}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <input type="hidden" name={CSRF_FIELD} value={token} />
      <input type="hidden" name={KEY_FIELD} value={postId} />
      <Field {...of('title', 'Title')}>
        {(control) => (
          <input
            {...control}
            type="text"
            dir="auto"
            required
            maxLength={LIMITS.title}
            defaultValue={input.title}
          />
        )}
      </Field>
      <Field {...of('content', 'Content')} optional>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={4}
            maxLength={LIMITS.content}
            defaultValue={input.content}
          />
        )}
      </Field>
      <Field {...of('status', 'Status')}>
        {(control) => (
          <select {...control} defaultValue={input.status}>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {STATUS_LABELS[status]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field {...of('authorName', 'Your name')}>
        {(control) => (
          <input
            {...control}
            type="text"
            dir="auto"
            required
            autoComplete="name"
            maxLength={LIMITS.authorName}
            defaultValue={input.authorName}
          />
        )}
      </Field>
      <Field
        {...of('authorEmail', 'Your e-mail address')}
        hint="Not shown. An address that has posted before keeps its name."
      >
        {(control) => (
          <input
            {...control}
            type="email"
            required
            autoComplete="email"
            maxLength={LIMITS.authorEmail}
            defaultValue={input.authorEmail}
          />
        )}
      </Field>
      <button type="submit" className="button">
        Add the post
      </button>
    </form>
  );
}

const FIELDS: { name: PostField; label: string }[] = [
  { name: 'title', label: 'Title' },
  { name: 'content', label: 'Content' },
  { name: 'status', label: 'Status' },
  { name: 'authorName', label: 'Your name' },
  { name: 'authorEmail', label: 'Your e-mail address' },
];
