import path from 'node:path';
import type { ClientSettings } from '../../config/resolved-database';
import { oneLine } from '../../diagnostics/visible';
import type { DatabaseSettings } from '../options';
import type { ComposedFile } from './composition';

/** The name that no component may have: its file would replace the one with the datasource. */
export const mainFile = 'main.prisma';

const firstLine = '// Composed by Prismosaic';

/** The line that marks a file as published by the composer, so that it may be replaced and removed. */
export function markOf(source: string | undefined): string {
  return source === undefined
    ? `${firstLine}. Don't edit this file.\n`
    : `${firstLine} from ${oneLine(source)}. Edit that file, not this one.\n`;
}

/** Whether the composer wrote a file in the schema folder, judged by its first line. */
export function isComposed(text: string): boolean {
  return text.startsWith(firstLine);
}

/** The file with the one datasource and the one generator of a database. */
export function composeMainFile(database: DatabaseSettings): ComposedFile {
  const output = path.posix.relative(database.schemaFolder, database.clientFolder);
  // Every option is set: Prisma would guess the others from the place where it generates.
  const text = `${markOf(undefined)}
generator client {
  provider               = "prisma-client"
  output                 = ${JSON.stringify(output)}
${clientLines(database.client)}
}

datasource db {
  provider = ${JSON.stringify(database.provider)}
}
`;
  return { name: mainFile, text, origins: [], hidden: [] };
}

function clientLines({ previewFeatures, compilerBuild, ...client }: ClientSettings): string {
  const { runtime, moduleFormat, generatedFileExtension, importFileExtension } = client;
  const options = {
    runtime,
    moduleFormat,
    generatedFileExtension,
    importFileExtension,
    ...(compilerBuild === undefined ? {} : { compilerBuild }),
    ...(previewFeatures.length === 0 ? {} : { previewFeatures }),
  };
  return Object.entries(options)
    .map(([name, value]) => `  ${name.padEnd(22)} = ${JSON.stringify(value)}`)
    .join('\n');
}
