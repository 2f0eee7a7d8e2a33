import type { MenuEntry } from '../page/menu';

/** The components of the application, one card each. */
export function HomePage({ entries }: { entries: readonly MenuEntry[] }) {
  return (
    <>
      <h1>Components</h1>
      {entries.length === 0 && <p>No component is in the menu yet.</p>}
      <ul className="cards">
        {entries.map((entry) => (
          <li key={entry.path} className="card">
            <h2>
              <a href={entry.path}>{entry.title}</a>
            </h2>
            <p>{entry.description}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
