import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ProjectCopy } from '../test-kit/project-copy';

let project: ProjectCopy;
let address: string;
beforeAll(async () => {
  project = new ProjectCopy();
  // The tables of one component are enough.
  for (const folder of ['src/components', 'prisma/migrations']) {
    for (const name of fs.readdirSync(at(folder))) {
      if (!/demo|migration_lock|registered/.test(name))
        fs.rmSync(at(`${folder}/${name}`), { recursive: true });
    }
  }
  expect(await run('prisma', 'default', '--', 'migrate', 'deploy')).toMatchObject({ status: 0 });
  // No build, test or `migrate deploy` records who owns what: it is committed with the migrations.
  expect(fs.existsSync(at('prisma/ownership.json'))).toBe(false);
  expect(await run('compose', '--no-generate')).toMatchObject({ status: 0 });
  // The last line: the lines before are progress.
  address = (await run('db', 'url', '--migration')).output.trim().split('\n').at(-1) ?? '';
  await sql(
    `INSERT INTO "DemoUser" ("id", "email", "name", "updatedAt") VALUES ('1', 'a@b.c', 'Ada', now())`,
  );
});
afterAll(() => project.dispose());

function at(file: string): string {
  return path.join(project.root, file);
}

async function run(...args: string[]): Promise<{ status: number | null; output: string }> {
  const command = project.run(args);
  return { status: await command.ended, output: command.output };
}

async function migrate(...args: string[]): Promise<{ status: number | null; output: string }> {
  return run('prisma', 'default', '--', 'migrate', ...args);
}

async function sql(text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function migrations(): string[] {
  return fs.readdirSync(at('prisma/migrations')).filter((name) => !name.endsWith('.toml'));
}

const aside = 'aside';
const demo = 'src/components/demo';

describe('a removed component with tables', () => {
  it('is reported, and no migration that would drop its tables is created', async () => {
    expect(fs.readFileSync(at('prisma/ownership.json'), 'utf8')).toContain(
      '"DemoPost": { "owners": ["demo"] }',
    );
    fs.renameSync(at(demo), at(aside));
    const before = migrations();

    const composed = await run('compose');
    expect(composed.status).toBe(0);
    expect(composed.output).toContain(
      'REMOVED_TABLES: The component "demo" was removed, and with it DemoPost, DemoUser',
    );
    expect(composed.output).toContain('npx prismosaic detach demo');

    const diff = ['diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--script'];
    for (const args of [['dev', '--name', 'oops'], ['dev', '--create-only', '--name', 'oops'], diff]) {
      const { status, output } = await migrate(...args);
      expect([args, status]).toEqual([args, 1]);
      expect(output).toContain('error REMOVED_TABLES');
      expect(output).not.toContain('DROP TABLE');
    }
    expect(await run('prisma', 'default', '--', 'db', 'push')).toMatchObject({ status: 1 });
    // Applying existing migrations is still allowed.
    expect(await migrate('deploy')).toMatchObject({ status: 0 });
    expect(migrations()).toEqual(before);
  });

  it('keeps its tables and rows when it is detached', async () => {
    expect(await run('detach', 'nobody')).toMatchObject({
      status: 2,
      output: expect.stringContaining('components with removed tables: demo'),
    });
    const detached = await run('detach', 'demo');
    expect(detached).toMatchObject({
      status: 0,
      output: expect.stringContaining('DemoPost, DemoPostStatus, DemoUser'),
    });
    const before = migrations();
    const { status, output } = await migrate('dev', '--name', 'nothing');
    expect(output).toContain('Already in sync');
    expect(status).toBe(0);
    expect(migrations()).toEqual(before);
    expect(await sql('SELECT "name" FROM "DemoUser"')).toEqual([{ name: 'Ada' }]);
    // Also with another change to migrate.
    const other = at('src/components/other/prisma/schema.prisma');
    fs.mkdirSync(path.dirname(other), { recursive: true });
    fs.writeFileSync(other, 'model Other {\n  id Int @id\n}\n');
    expect(await migrate('dev', '--name', 'other')).toMatchObject({ status: 0 });
    const made = migrations().find((name) => name.endsWith('_other')) ?? '';
    const text = fs.readFileSync(at(`prisma/migrations/${made}/migration.sql`), 'utf8');
    expect(text).toContain('CREATE TABLE "Other"');
    expect(text).not.toContain('DROP');
  });

  it('owns its tables again when it comes back, under any name', async () => {
    fs.renameSync(at(aside), at('src/components/blog'));
    const composed = await run('compose', '--no-generate');
    expect(composed.output).not.toContain('REMOVED_TABLES');
    expect(fs.readFileSync(at('prisma/ownership.json'), 'utf8')).toContain(
      '"DemoPost": { "owners": ["blog"] }',
    );
    expect(await migrate('dev', '--name', 'again')).toMatchObject({
      status: 0,
      output: expect.stringContaining('Already in sync'),
    });
  });

  it('is reported for a single removed model, and drops its table after `drop`', async () => {
    const schema = at('src/components/blog/prisma/schema.prisma');
    const text = fs.readFileSync(schema, 'utf8');
    fs.writeFileSync(
      schema,
      `${text.replace(/model DemoPost [\s\S]*?\n}/, '').replace(/^.*DemoPost\[\].*$/m, '')}`,
    );
    const stopped = await migrate('dev', '--create-only', '--name', 'oops');
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain('The component "blog" no longer has DemoPost');

    expect(await run('drop', 'DemoPost')).toMatchObject({ status: 0 });
    expect(await migrate('dev', '--create-only', '--name', 'posts')).toMatchObject({ status: 0 });
    const made = migrations().find((name) => name.endsWith('_posts')) ?? '';
    expect(fs.readFileSync(at(`prisma/migrations/${made}/migration.sql`), 'utf8')).toContain(
      'DROP TABLE "DemoPost"',
    );
    expect(await migrate('deploy')).toMatchObject({ status: 0 });
    expect(await sql('SELECT "name" FROM "DemoUser"')).toEqual([{ name: 'Ada' }]);
    expect((await run('compose')).output).not.toContain('REMOVED_TABLES');
    expect(fs.readFileSync(at('prisma/ownership.json'), 'utf8')).not.toContain('DemoPost"');
  });

  it('is not guessed when the record can’t be read', async () => {
    const record = fs.readFileSync(at('prisma/ownership.json'), 'utf8');
    fs.writeFileSync(at('prisma/ownership.json'), `<<<<<<< ours\n${record}`);
    const { status, output } = await migrate('dev', '--name', 'oops');
    expect([status, output]).toEqual([1, expect.stringContaining('OWNERSHIP_UNREADABLE')]);
    expect(fs.readFileSync(at('prisma/ownership.json'), 'utf8')).toContain('<<<<<<<');
    fs.writeFileSync(at('prisma/ownership.json'), record);
  });
  it('is also reported when no migration shows its tables: created in the body of a function, or pushed', async () => {
    const component = 'src/components/hidden';
    const schema = at(`${component}/prisma/schema.prisma`);
    const appear = (model: string): void => {
      fs.mkdirSync(path.dirname(schema), { recursive: true });
      fs.writeFileSync(schema, `model ${model} {\n  id Int @id\n}\n`);
    };
    appear('Hidden');
    expect(await migrate('dev', '--create-only', '--name', 'hidden')).toMatchObject({ status: 0 });
    const made = migrations().find((name) => name.endsWith('_hidden')) ?? '';
    const file = at(`prisma/migrations/${made}/migration.sql`);
    fs.writeFileSync(file, `DO $$ BEGIN\n${fs.readFileSync(file, 'utf8')}\nEND $$;`);
    expect(await migrate('dev')).toMatchObject({ status: 0 });
    expect(fs.readFileSync(at('prisma/ownership.json'), 'utf8')).toContain(
      '"Hidden": { "owners": ["hidden"], "unmigrated": true }',
    );
    fs.rmSync(at(component), { recursive: true });
    expect(await migrate('dev', '--create-only', '--name', 'oops')).toMatchObject({
      status: 1,
      output: expect.stringContaining('The component "hidden" was removed, and with it Hidden'),
    });
    expect(await run('drop', 'hidden')).toMatchObject({ status: 0 });
    expect(await migrate('dev', '--name', 'unhidden')).toMatchObject({ status: 0 });
    expect(await sql(`SELECT to_regclass('"Hidden"') AS table`)).toEqual([{ table: null }]);

    appear('Pushed');
    const push = () => run('prisma', 'default', '--', 'db', 'push');
    expect(await push()).toMatchObject({ status: 0 });
    fs.rmSync(at(component), { recursive: true });
    expect(await push()).toMatchObject({
      status: 1,
      output: expect.stringContaining('The component "hidden" was removed, and with it Pushed'),
    });
    expect(await run('drop', 'Pushed')).toMatchObject({ status: 0 });
    expect(await push()).toMatchObject({ status: 0 });
    expect(await sql(`SELECT to_regclass('"Pushed"') AS table`)).toEqual([{ table: null }]);
  });
});
