import path from 'node:path';
import type * as Wasm from '@prisma/schema-engine-wasm';
import { UserFacingError } from '../errors/user-facing-error';

/**
 * Throws for a migration whose script is missing or can't be read: before anything is done, and with its full path,
 * of which the engine shows only the end.
 * @throws UserFacingError P3015
 */
export function refuseHalfWritten(parameters: object | undefined): void {
  for (const { baseDir, migrationDirectories } of listsOf(parameters)) {
    for (const { path: directory, migrationFile } of migrationDirectories) {
      if (migrationFile.content.tag === 'ok') continue;
      const file = path.join(baseDir, directory, migrationFile.path);
      throw new UserFacingError(
        'P3015',
        `Could not find the migration file at ${file}. Please delete the directory or restore the migration file.`,
      );
    }
  }
}

function listsOf(parameters: object | undefined): Wasm.MigrationList[] {
  const { migrationsList, from, to }: Partial<{ migrationsList: Wasm.MigrationList } & Wasm.DiffParams> =
    parameters ?? {};
  const sides = [from, to].flatMap((side) => (side?.tag === 'migrations' ? [side] : []));
  return migrationsList === undefined ? sides : [migrationsList, ...sides];
}
