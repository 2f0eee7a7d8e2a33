import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type CommandResult, finished, type Project } from '../../../testing/project';
import { type Cell, expectResult } from '../../cell';

const USER = 'model User {\n  id Int @id @default(autoincrement())\n}\n';
const NAMED = 'model User {\n  id Int @id @default(autoincrement())\n  name String?\n}\n';

/** Runs a command whose input is open and sends nothing, outside CI. */
async function unattended(project: Project, args: string[]): Promise<CommandResult> {
  const child = project.start(args, { CI: undefined });
  const over = new AbortController();
  const late = pause(60_000, undefined, { signal: over.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  const result = await finished(child);
  over.abort();
  await late;
  assert.notEqual(result.status, null, `It waited for an answer:\n${result.output}`);
  return result;
}

export const cells: Cell[] = [
  {
    command: 'migrate dev',
    situation: 'no name, no terminal, an input that stays open: never waits for an answer',
    anyServer: true,
    async run(bench) {
      const project = bench.project(NAMED);
      expectResult(await unattended(project, ['migrate', 'dev', '--create-only']), 0, 'without applying');
      expectResult(await unattended(project, ['migrate', 'dev']), 0, 'now in sync');
      assert.match(project.migrations().join(' '), /^\d{14}$/);
      await bench.query(`INSERT INTO "User" (name) VALUES ('a')`);
      project.schema(USER);
      expectResult(await unattended(project, ['migrate', 'dev']), 1, 'non-interactive');
      expectResult(await unattended(project, ['migrate', 'reset']), 1, 'non-interactive', '--force');
      expectResult(await unattended(project, ['db', 'push']), 1, '--accept-data-loss');
      assert.equal((await bench.query('SELECT name FROM "User"')).length, 1);
      await bench.query('CREATE TABLE stranger (id int)');
      expectResult(await unattended(project, ['migrate', 'dev']), 130, 'Drift detected', 'migrate reset');
    },
  },
];
