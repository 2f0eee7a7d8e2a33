import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../../engine/testing/binaries';
import { PostgresServer } from '../../engine/testing/postgres-server';
import { Composer } from '../composer';
import { type Inspected, MigrationInspection } from '.';

const checkout = path.resolve(__dirname, '..', '..');
const NOTE = '20200101000000_note';
const TEXT = '20200102000000_text';
const SCHEMA = 'model Note {\n  id Int @id\n}\n';
const WITH_TEXT = 'model Note {\n  id   Int     @id\n  text String?\n}\n';
/** PostgreSQL keeps none of these defaults as it is written, and the generated column's expression is no default. */
const RESPELLED = `model Note {
  id    Int      @id
  until DateTime @default(dbgenerated("now() + interval '6 hours'")) @db.Timestamptz(3)
  tags  String[] @default(dbgenerated("'{}'"))
  by    String   @default(dbgenerated("session_user"))
  words Unsupported("tsvector GENERATED ALWAYS AS (to_tsvector('simple', by)) STORED")?
}
`;
const NOTE_SQL = 'CREATE TABLE "Note" ("id" INTEGER NOT NULL, CONSTRAINT "Note_pkey" PRIMARY KEY ("id"));\n';
const TEXT_SQL = 'ALTER TABLE "Note" ADD COLUMN "text" TEXT;\n';

let server: PostgresServer;
let root: string;
let database: string;
let count = 0;

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
});
afterAll(() => server.stop());

/** A project with one migration, which is applied and committed. */
beforeEach(async () => {
  database = `states_${++count}`;
  await server.createDatabase(database);
  root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'states-'));
  fs.symlinkSync(path.join(checkout, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  write('package.json', '{}');
  const config = fs.readFileSync(path.join(checkout, 'prisma.config.ts'), 'utf8');
  write('prisma.config.ts', config);
  write('.gitignore', 'node_modules\n.prismosaic\nprisma/schema\nsrc/database\nsrc/components/*.ts\n');
  write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
  migration(NOTE, NOTE_SQL);
  component(SCHEMA);
  run('git init -q -b main');
  commit();
  run('npx prisma migrate deploy');
});
afterEach(() => fs.rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

const component = (schema: string) => write('src/components/notes/prisma/schema.prisma', schema);
const migration = (name: string, sql: string) => write(`prisma/migrations/${name}/migration.sql`, sql);
const sql = (text: string) => server.query(database, text);

function commit(): void {
  run('git add -A');
  run('git -c user.name=t -c user.email=t@example.org commit -q --allow-empty -m x');
}

/** Runs a command as a person types it; it must succeed unless `expected` says otherwise. */
function run(command: string, expected: 'ends well' | 'fails' | 'ends' = 'ends well'): string {
  const node = `'${process.execPath}'`;
  const typed = command
    .replace(/^npx prismosaic/, () => `${node} '${checkout}/build/cli/prismosaic.js'`)
    .replace(/^npx prisma/, () => `${node} '${require.resolve('prisma/build/index.js')}'`)
    .replace('<what-changed>', 'step');
  const env = {
    ...process.env,
    DATABASE_URL: server.url(database),
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    NO_COLOR: '1',
  };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', typed], { cwd: root, env, encoding: 'utf8' });
  const output = stdout + stderr;
  if (expected !== 'ends' && (status === 0) !== (expected === 'ends well'))
    throw new Error(`\`${command}\` ended with ${status}:\n${output}`);
  return output;
}

async function inspect(): Promise<Inspected> {
  await new Composer({ root }).run({ generate: false });
  return new MigrationInspection(root).inspect({
    name: 'default',
    schemaFolder: 'prisma/schema',
    migrations: 'prisma/migrations',
    urls: { migration: server.url(database), origin: 'environment' },
  });
}

interface Situation {
  title: RegExp;
  make: () => unknown;
  /** @default in-sync */
  ends?: 'ahead';
}

const situations: Record<string, Situation> = {
  behind: { title: /^The database is behind the schema$/, make: () => component(WITH_TEXT) },
  'behind, by defaults that PostgreSQL spells otherwise': {
    title: /^The database is behind the schema$/,
    make: () => component(RESPELLED),
  },
  'behind, beside such defaults': {
    title: /^The database is behind the schema$/,
    make: () => {
      component(RESPELLED);
      run('npx prismosaic compose');
      run('npx prisma migrate dev --name respelled');
      component(RESPELLED.replace('6 hours', '7 hours'));
    },
  },
  pending: {
    title: /^Migrations need attention: 20200102000000_text is not applied yet$/,
    make: () => {
      component(WITH_TEXT);
      migration(TEXT, TEXT_SQL);
    },
  },
  failed: {
    title: /^Migrations need attention: 20200102000000_text failed$/,
    make: async () => {
      component(WITH_TEXT);
      migration(TEXT, 'ALTER TABLE "Nothing" ADD COLUMN "text" TEXT;\n');
      run('npx prisma migrate deploy', 'fails');
      // What the advice asks the person to do.
      migration(TEXT, TEXT_SQL);
    },
  },
  'failed, killed half-way': {
    title: /was started and not finished/,
    make: async () => {
      component(WITH_TEXT);
      migration(TEXT, TEXT_SQL);
      await sql(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('half', 'x', '${TEXT}')`,
      );
    },
  },
  edited: {
    title: /^Migrations need attention: 20200101000000_note was changed after it was applied$/,
    make: () => migration(NOTE, `-- changed\n${NOTE_SQL}`),
  },
  ahead: {
    title:
      /^The database belongs to another git branch than prisma\/migrations: it also has 20200102000000_text$/,
    make: () => {
      commit();
      run('git switch -qc feature/text');
      component(WITH_TEXT);
      migration(TEXT, TEXT_SQL);
      commit();
      run('npx prisma migrate deploy');
      run('git switch -q main');
    },
  },
  diverged: {
    title: /it has 20200102000000_text and does not have 20200103000000_title$/,
    // Only its own database brings a branch in sync; the journey of the embedded server tests that.
    ends: 'ahead',
    make: () => {
      situations.ahead?.make();
      component('model Note {\n  id    Int     @id\n  title String?\n}\n');
      migration('20200103000000_title', 'ALTER TABLE "Note" ADD COLUMN "title" TEXT;\n');
    },
  },
  unrecorded: {
    title: /^Migrations need attention: the database has tables and no migration history$/,
    make: () => sql('DROP TABLE _prisma_migrations'),
  },
  unwritten: {
    title: /^The database is in sync with the schema, but the migrations are not$/,
    make: () => {
      component(WITH_TEXT);
      run('npx prisma db push');
    },
  },
  'unwritten, with defaults that PostgreSQL spells otherwise': {
    title: /^The database is in sync with the schema, but the migrations are not$/,
    make: () => {
      component(RESPELLED);
      run('npx prisma db push');
    },
  },
  drifted: {
    title: /^The database was changed, and not by a migration$/,
    make: () => sql('ALTER TABLE "Note" ADD COLUMN "byHand" INTEGER'),
  },
};

test('all migrations are applied, and the database is in sync with the schema', async () => {
  expect((await inspect()).state).toEqual({ kind: 'in-sync' });
});

test.each(Object.entries(situations))('%s: following the advice ends in sync', async (name, situation) => {
  await situation.make();
  const first = await inspect();
  expect(name).toContain(first.state.kind);
  expect(first.advice.title).toMatch(situation.title);
  expect(first.advice.commands.join('\n')).not.toMatch(/reset/);
  let last = first;
  const { ends = 'in-sync' } = situation;
  for (let step = 0; step < 3 && last.state.kind !== ends; step++) {
    for (const command of last.advice.commands) run(command);
    last = await inspect();
  }
  expect(last.state.kind === ends ? ends : last.advice).toBe(ends);
});

test('a migration that is being applied is not a failed one', async () => {
  migration(TEXT, TEXT_SQL);
  await sql(`INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('half', 'x', '${TEXT}')`);
  const other = await server.connect(database);
  await other.query('SELECT pg_advisory_lock(72707369)');
  expect((await inspect()).state).toEqual({ kind: 'applying', migration: TEXT });
  await other.end();
  expect((await inspect()).state.kind).toBe('failed');
});

test('a migration with other line endings is not edited', async () => {
  migration(NOTE, NOTE_SQL.replaceAll('\n', '\r\n'));
  expect((await inspect()).state.kind).toBe('in-sync');
});

test('Prisma’s own output begins with the state, and a migration that was killed half-way is in `migrate status`', async () => {
  situations.ahead?.make();
  expect(run('npx prisma migrate status', 'ends')).toMatch(/^The database belongs to another git branch/m);
  await sql(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${TEXT}'`);
  const status = run('npx prisma migrate status', 'ends');
  expect(status).toMatch(/Migrations need attention: 20200102000000_text was started and not finished/);
  expect(status).toContain(`npx prisma migrate resolve --rolled-back ${TEXT}`);
});
