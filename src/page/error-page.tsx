import type { Retry } from '../http/retry';

interface ErrorPageProps {
  fault: { status: number; title: string; message: string; command?: string };
  /** How to send the request again, where another try makes sense. */
  retry?: Retry | undefined;
}

/** What went wrong, and where to go next. */
export function ErrorPage({ fault, retry }: ErrorPageProps) {
  return (
    <section className="card message">
      <p className="eyebrow">{fault.status}</p>
      <h1>{fault.title}</h1>
      <p>{fault.message}</p>
      {fault.command && (
        <pre>
          <code>{fault.command}</code>
        </pre>
      )}
      <div className="message-ways">
        {retry && <RetryButton {...retry} />}
        <a href="/">Back to the start page</a>
      </div>
    </section>
  );
}

function RetryButton({ address, fields }: Retry) {
  if (fields === undefined) {
    return (
      <a className="button" href={address}>
        Try again
      </a>
    );
  }
  return (
    <form method="post" action={address}>
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="button">
        Send it again
      </button>
    </form>
  );
}
