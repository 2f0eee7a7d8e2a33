import fs from 'node:fs';
import path from 'node:path';
import type { Inspected, InspectedDatabase, MigrationInspection } from '../migrations';
import { type Finding, ok, problem, reasonOf, warning } from './finding';

const topic = 'migrations';

/** States in which no migration can be applied. All others are warnings, except `in-sync`. */
const PROBLEMS = new Set<Inspected['state']['kind']>(['failed', 'edited', 'unrecorded', 'diverged']);

/** Checks that all migrations are applied and match the schema. */
export async function examineMigrations(
  root: string,
  database: InspectedDatabase,
  inspection: MigrationInspection,
): Promise<Finding> {
  if (!isComposed(path.join(root, database.schemaFolder)))
    return warning(topic, 'There is no composed schema to compare with.', 'run `npx prismosaic compose`');
  try {
    const { state, advice } = await inspection.inspect(database);
    if (state.kind === 'in-sync') return ok(topic, `${advice.title}.`);
    const differs = state.kind === 'behind' || state.kind === 'drifted';
    const details = [advice.text, differs ? (await inspection.differences(database)).trim() : ''];
    const message = [`${advice.title}.`, ...details.filter(Boolean)].join('\n');
    const commands = advice.commands.map((command) => `\`${command}\``).join(', then ');
    const fix = commands === '' ? 'see docs/development.md' : `run ${commands}`;
    return PROBLEMS.has(state.kind) ? problem(topic, message, fix) : warning(topic, message, fix);
  } catch (error) {
    return problem(topic, reasonOf(error), 'run `npx prisma migrate status`');
  }
}

function isComposed(folder: string): boolean {
  return fs.existsSync(folder) && fs.readdirSync(folder).some((name) => name.endsWith('.prisma'));
}
