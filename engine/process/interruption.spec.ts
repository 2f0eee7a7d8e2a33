import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../testing/binaries';
import { deployAtOnce } from '../testing/deploys-at-once';
import { interruptDeploy } from '../testing/interrupted-deploy';
import { PostgresServer } from '../testing/postgres-server';
import { finished } from '../testing/project';
import { readProgress, slowProject } from '../testing/slow-deploy';
import { asleep, dropped, kill, settled, type Victim } from '../testing/victims';

// `npm run stress -- engine-kill` is the long form.
let server: PostgresServer;
const canBeWhole = new Set<Victim>(['engine', 'connection']);

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());

test.each<[Victim, number | null]>([
  ['engine', 1],
  ['engine by SIGTERM', 1],
  ['command line', null],
  ['connection', 1],
  ['server', 1],
])(
  'a deploy is killed half-way (%s): never half applied, never reported as a success, and the next run fixes it',
  async (victim, wanted) => {
    const database = `killed_${victim.replaceAll(' ', '_').toLowerCase()}`;
    await server.createDatabase(database);
    const { status, next } = await interruptDeploy(server, database, victim);
    expect(status).toBe(wanted);
    // The statement may have just finished and is recorded with its changes, or its start was not yet recorded.
    expect(next).toMatch(canBeWhole.has(victim) ? /P3009|successfully applied/ : /P3009/);
  },
);

test('the statement of a killed engine does not run on', async () => {
  await server.createDatabase('run_on');
  const project = slowProject(server.url('run_on'), 60);
  const child = project.start(['migrate', 'deploy']);
  const end = finished(child);
  await asleep(server, 'run_on');
  await kill('engine', child, server, 'run_on');
  expect((await end).status).toBe(1);
  await settled(server, 'run_on');
  expect(await readProgress(server, 'run_on')).toMatchObject({ applied: [], failed: [expect.any(String)] });
  project.remove();
});

test('five deploys at once: each succeeds, each migration is applied once', async () => {
  await server.createDatabase('five');
  await deployAtOnce(server, 'five', 5);
});

test.each<Victim>(['command line', 'engine by SIGTERM'])(
  'a shadow database does not outlive its command (%s)',
  async (victim) => {
    const database = `shadowed_${victim.replaceAll(' ', '_').toLowerCase()}`;
    await server.createDatabase(database);
    const project = slowProject(server.url(database), 60);
    const child = project.start(['migrate', 'dev', '--name', 'x']);
    const end = finished(child);
    await asleep(server, 'prisma_migrate_shadow%');
    await kill(victim, child, server, database);
    expect((await end).status).not.toBe(0);
    await dropped(server, 'prisma_migrate_shadow%');
    project.remove();
  },
);
