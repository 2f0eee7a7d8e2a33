import fs from 'node:fs';
import path from 'node:path';
import { Composer, type Outcome, placesOf } from '../../composer';
import { isDatabaseName } from '../../config/database-options';
import type { Diagnostic } from '../../diagnostics';
import { addToConfig, entryOf, readConfigText, restoreConfig } from './config-entry';
import { renderDatabase } from './render';

/** The options are invalid: the message says why. */
export class DatabaseOptionError extends Error {}

export interface DatabaseWish {
  name: string;
  /** Components under `src/components` that are composed into it too. */
  components: readonly string[];
}

export interface CreatedDatabase {
  /** Its files, relative to the root. */
  files: string[];
  /** The pattern for its own component schemas. */
  pattern: string;
  variables: { runtime: string; migration: string };
}

/**
 * Makes all that a database needs and composes it: everything or nothing. Existing files are not touched, except for one
 * entry in the configuration.
 *
 * @throws DatabaseOptionError when the name is invalid, or the entry can't be added to the configuration
 */
export async function createDatabase(
  { name, components }: DatabaseWish,
  options: { root: string; onProgress?: (message: string) => void },
): Promise<CreatedDatabase | { diagnostics: Diagnostic[] }> {
  const { root } = options;
  const composer = new Composer(options);
  const { databases, diagnostics } = await composer.databases();
  if (diagnostics.length > 0) return { diagnostics };
  const pattern = `src/databases/${name}/components/*/prisma/schema.prisma`;
  const schemas = [
    pattern,
    ...components.map((component) => `src/components/${component}/prisma/schema.prisma`),
  ];
  const files = renderDatabase(name);
  assertPossible(
    root,
    name,
    databases.map((database) => database.name),
    [...files.keys(), ...schemas.slice(1)],
    components.length,
  );
  const before = readConfigText(root);
  if (!(await addToConfig(root, name, schemas))) {
    throw new DatabaseOptionError(
      `prismosaic.config.ts can't be changed automatically: add ${entryOf(name, schemas)} to its \`databases\`, and run the command again.`,
    );
  }
  let outcome: Outcome | undefined;
  try {
    for (const [file, text] of files) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text, { flag: 'wx' });
    }
    outcome = await composer.run();
    if (!outcome.ok) return { diagnostics: outcome.diagnostics };
    return { files: [...files.keys()], pattern, variables: placesOf(name).variables };
  } finally {
    if (outcome?.ok !== true) {
      for (const file of files.keys()) fs.rmSync(path.join(root, file), { force: true });
      restoreConfig(root, before);
    }
  }
}

function assertPossible(
  root: string,
  name: string,
  known: readonly string[],
  places: readonly string[],
  components: number,
): void {
  if (!isDatabaseName(name)) {
    throw new DatabaseOptionError(
      `A database can't be called "${name}": use lowercase letters, digits and \`-\`, beginning with a letter, and not the name of a folder in prisma/.`,
    );
  }
  if (known.includes(name)) throw new DatabaseOptionError(`The database "${name}" exists already.`);
  const made = components === 0 ? places : places.slice(0, -components);
  const taken = made.find((place) => fs.existsSync(path.join(root, place)));
  if (taken !== undefined) throw new DatabaseOptionError(`${taken} exists already.`);
  const missing = places.slice(made.length).find((place) => !fs.existsSync(path.join(root, place)));
  if (missing !== undefined) throw new DatabaseOptionError(`There is no ${missing}.`);
}
