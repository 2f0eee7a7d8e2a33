interface ErrorPageProps {
  fault: { status: number; title: string; message: string; command?: string };
}

/** What went wrong, and the way on. */
export function ErrorPage({ fault }: ErrorPageProps) {
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
      <p>
        <a href="/">Back to the start page</a>
      </p>
    </section>
  );
}
