import type { Guide } from './guides';
import { COUNTED_ROWS, type MosaicTile } from './mosaic';

interface HomePageProps {
  tiles: readonly MosaicTile[];
  guides: readonly Guide[];
}

/** How many colours the stylesheet has. */
const COLOURS = 12;

/** The mosaic: every component as a tile in its colour. */
export function HomePage({ tiles, guides }: HomePageProps) {
  const names = new Set(tiles.map(({ name }) => name));
  return (
    <>
      <h1>Components</h1>
      {tiles.length === 0 && (
        <p>No component is registered yet. A component is a folder with a component.module.ts.</p>
      )}
      <ul className="mosaic">
        {tiles.map((tile, index) => (
          <li key={tile.name} id={tile.name} className={`tile tile-${index % COLOURS}`}>
            <Tile tile={tile} names={names} />
          </li>
        ))}
      </ul>
      {guides.length > 0 && (
        <nav className="mosaic-guides" aria-labelledby="guides">
          <h2 id="guides">Guides</h2>
          <ul>
            {guides.map(({ name, title }) => (
              <li key={name}>
                <a href={`/guides/${name}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}

function Tile({ tile, names }: { tile: MosaicTile; names: ReadonlySet<string> }) {
  const { title, path, description, models, relatesTo } = tile;
  const link = (name: string) => (names.has(name) ? <a href={`#${name}`}>{name}</a> : name);
  return (
    <>
      <h2>{path === undefined ? title : <a href={path}>{title}</a>}</h2>
      {description && <p className="tile-about">{description}</p>}
      {models.length > 0 && (
        <dl className="tile-models" aria-label={`Models of ${title}, with their rows`}>
          {models.map(({ name, rows }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{rows === undefined ? '–' : rowsText(rows)}</dd>
            </div>
          ))}
        </dl>
      )}
      {models.length === 0 && <p className="tile-about">Defines no models.</p>}
      {relatesTo.length > 0 && (
        <p className="tile-ties">
          Relates to{' '}
          {relatesTo.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              {link(name)}
            </span>
          ))}
        </p>
      )}
      {tile.extends.length > 0 && (
        <p className="tile-ties">
          Extends{' '}
          {tile.extends.map(({ name, component }, index) => (
            <span key={name}>
              {index > 0 && ', '}
              {name} of {link(component)}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function rowsText(rows: number): string {
  return rows > COUNTED_ROWS ? `over ${COUNTED_ROWS.toLocaleString('en')}` : rows.toLocaleString('en');
}
