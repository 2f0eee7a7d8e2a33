import fs from 'node:fs';
import type { Datasource } from '../engine/datasource';
import type { SchemaFile } from '../engine/session';

/** Passes the datasource outside the argument list, which any user can read. */
export const DATASOURCE_VARIABLE = 'PRISMOSAIC_SCHEMA_ENGINE_DATASOURCE';

/** Argument that starts an engine before its work is known. */
export const STAND_BY = '--stand-by';
/** Another, when the conversation will certainly start with a shadow database. */
export const WITH_SHADOW = '--with-shadow';

/** What the command line has started the engine for. */
export type Call =
  | { kind: 'version' }
  | { kind: 'command'; command: string; url: string }
  | { kind: 'serve'; datasource: Datasource; schema: SchemaFile[] };

/** Reads the argument list as Prisma's command line writes it. Throws for any other. */
export function readArguments(argv: string[], environment: NodeJS.ProcessEnv): Call {
  const files: string[] = [];
  let datasource: Datasource = JSON.parse(environment[DATASOURCE_VARIABLE] ?? '{}');
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index];
    const value = argv[index + 1];
    if (argument === '--version' || argument === '-V') return { kind: 'version' };
    if (argument === 'cli') return { kind: 'command', command: value ?? '', url: datasource.url ?? '' };
    if (value === undefined)
      throw new Error(`The schema engine was called with \`${argument}\` without a value.`);
    index += 1;
    if (argument === '--datamodels' || argument === '-d') files.push(value);
    else if (argument === '--datasource') datasource = JSON.parse(value);
    else if (argument !== '--enabled-preview-features' && argument !== '--extension-types') {
      throw new Error(`The schema engine does not know the argument \`${argument}\`.`);
    }
  }
  return { kind: 'serve', datasource, schema: files.map((file) => [file, fs.readFileSync(file, 'utf8')]) };
}
