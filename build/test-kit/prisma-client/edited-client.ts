import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ComposedFile } from '../../composer/composition/composition';
import { databaseSettings, resolveOptions } from '../../composer/options';
import { type Client, generateClient } from '../../prisma-client/client';
import { generateWhole, loadSchema } from '../../prisma-client/whole';
import { composing } from '../composer/composing';
import { RandomEdits } from './random-edits';
import { renderSchema } from './random-schema';

/** The result of a sequence of random edits. */
export interface Edited {
  edits: number;
  /** How many models' files were made, and how many reused. */
  made: number;
  kept: number;
  /** The names of the files that differ from a full generation, with the edit's number. */
  differing: string[];
}

const root = '/project';
const database = databaseSettings(resolveOptions({ root }));

/** Edits a schema at random, generates after each edit with what earlier runs kept, and compares with Prisma. */
export async function editAtRandom(seed: number, edits: number): Promise<Edited> {
  const scratch = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'prismosaic-edits-'));
  const random = new RandomEdits(seed);
  const edited: Edited = { edits: 0, made: 0, kept: 0, differing: [] };
  let published: { files: Map<string, Buffer>; keys: Record<string, string> } = {
    files: new Map(),
    keys: {},
  };
  try {
    for (let tries = 0; edited.edits < edits && tries < 10 * edits; tries++) {
      random.edit();
      const { files, diagnostics, judged } = composing(renderSchema(random.schema));
      if ([...diagnostics, ...judged].some(({ severity }) => severity === 'error')) continue;
      edited.edits++;
      const client = await ourClient(files, path.join(scratch, 'ours'), published.keys);
      const whole = await prismasClient(files, path.join(scratch, String(edited.edits)));
      const now = new Map<string, Buffer>();
      let late = 0;
      for (const [name, content] of client.files) {
        const before = published.files.get(name);
        if (Buffer.isBuffer(content)) now.set(name, content);
        // A file that is kept may still have to be made, when the published one was deleted.
        else if (before === undefined || late++ === 0) now.set(name, content.bytes());
        else now.set(name, before);
        if (!(name in client.keys)) continue;
        if (Buffer.isBuffer(content)) edited.made++;
        else edited.kept++;
      }
      for (const name of new Set([...now.keys(), ...whole.keys()])) {
        const same = now.get(name)?.toString() === whole.get(name)?.toString();
        if (!same) edited.differing.push(`edit ${edited.edits}: ${name}`);
      }
      published = { files: now, keys: client.keys };
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  return edited;
}

/** What Prisma's unchanged generator makes, set up by `getGenerators`. */
export async function prismasClient(
  files: readonly ComposedFile[],
  folder: string,
): Promise<Map<string, Buffer>> {
  const schemaFolder = path.join(root, database.schemaFolder);
  const schemas = files.map(({ name, text }): [string, string] => [path.join(schemaFolder, name), text]);
  return generateWhole(await loadSchema(schemaFolder, schemas), folder);
}

/** Our client, with the keys of the files that were published before. */
export function ourClient(
  files: readonly ComposedFile[],
  scratch: string,
  keys: Readonly<Record<string, string>> = {},
): Promise<Client> {
  return generateClient({ files: [...files] }, database, { root, scratch, keys });
}
