import type * as Wasm from '@prisma/schema-engine-wasm';
import { settle } from '../spelling/in-sync';
import type { EngineSession } from './session';

/** What Prisma writes when there is nothing to do and the user wants a migration. */
const EMPTY = '-- This is an empty migration.';

/** How many steps a new migration would have, without those that repeat in every migration. Those are reported. */
export async function evaluateDataLoss(
  session: EngineSession,
  input: Wasm.EvaluateDataLossInput,
): Promise<Wasm.EvaluateDataLossOutput> {
  const engine = await session.primed(input);
  const output = await engine.evaluateDataLoss(input);
  if (output.migrationSteps === 0) return output;
  const { migrationScript } = await session.createMigration({ ...input, draft: false, migrationName: '' });
  const { script, advice } = await settled(session, migrationScript ?? '', input.schema);
  // Otherwise a migration will be applied, which reports them.
  if (advice === undefined || script !== '') return output;
  session.report(advice);
  return { ...output, migrationSteps: 0 };
}

/** Creates a migration without the steps that would repeat in the next one. */
export async function createMigration(
  session: EngineSession,
  input: Wasm.CreateMigrationInput,
): Promise<Wasm.CreateMigrationOutput> {
  const output = await session.createMigration(input);
  if (output.migrationScript === null) return output;
  const { script } = await settled(session, output.migrationScript, input.schema);
  const migrationScript = script === '' ? (input.draft ? EMPTY : null) : script;
  if (migrationScript !== null) session.created = input.schema;
  return { ...output, migrationScript };
}

/** Applies migrations; reports which steps of a migration that was just created would repeat. */
export async function applyMigrations(
  session: EngineSession,
  input: Wasm.ApplyMigrationsInput,
): Promise<Wasm.ApplyMigrationsOutput> {
  const output = await session.applyMigrations(input);
  const { created } = session;
  session.created = undefined;
  if (created === undefined || output.appliedMigrationNames.length === 0) return output;
  const { stdout } = await (await session.engine()).diff({
    from: { tag: 'schemaDatasource', files: created.files, configDir: '.' },
    to: { tag: 'schemaDatamodel', files: created.files },
    script: true,
    exitCode: null,
    filters: input.filters,
  });
  const { advice } = await settled(session, stdout ?? '', created);
  if (advice !== undefined) session.report(advice);
  return output;
}

async function settled(session: EngineSession, script: string, { files }: Wasm.SchemasContainer) {
  return settle(script, { url: session.requireUrl(), engine: await session.engine(), files });
}
