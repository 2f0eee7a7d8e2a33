import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProjectCopy } from '../../test-kit/project-copy';

let project: ProjectCopy;
beforeAll(() => {
  project = new ProjectCopy();
});
afterAll(() => project.dispose());

async function run(...args: string[]): Promise<{ status: number | null; output: string }> {
  const command = project.run(args);
  return { status: await command.ended, output: command.output };
}

/** The lines before are progress: the server may have to be started. */
function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

function read(file: string): string {
  return fs.readFileSync(path.join(project.root, file), 'utf8');
}

/** Runs a program in the copy with both clients, each at its own address, and parses its output. */
function program(body: string, environment: NodeJS.ProcessEnv): unknown {
  const text = `require(${JSON.stringify(require.resolve('../../ground/load-typescript.js'))});
    require('reflect-metadata');
    const { PrismaService } = require('./src/database/prisma.service.ts');
    const { StockRoomPrismaService } = require('./src/databases/stock-room/prisma.service.ts');
    const first = new PrismaService(), second = new StockRoomPrismaService();
    (async () => { ${body} })().then((value) => console.log(JSON.stringify(value)))
      .finally(() => Promise.all([first.$disconnect(), second.$disconnect()]));`;
  const env = { ...process.env, ...environment };
  return JSON.parse(
    execFileSync(process.execPath, ['-e', text], { cwd: project.root, env, encoding: 'utf8' }),
  );
}

describe('a further database', () => {
  it('is made by one command, is migrated by plain Prisma, and shares a component', async () => {
    const made = await run('new', 'database', 'stock-room', '--component', 'demo');
    expect(made).toMatchObject({ status: 0 });
    const models = (file: string) => [...read(file).matchAll(/^model [\s\S]*?^}/gm)].map(([text]) => text);
    expect(models('prisma/stock-room/schema/demo.prisma')).toEqual(models('prisma/schema/demo.prisma'));
    expect(read('src/databases/stock-room/client/models/DemoPost.ts').length).toBeGreaterThan(1000);
    expect(fs.existsSync(path.join(project.root, 'prisma/stock-room/schema/catalog.prisma'))).toBe(false);

    const migrated = await run('prisma', 'stock-room', '--', 'migrate', 'dev', '--name', 'init');
    expect(migrated).toMatchObject({ status: 0 });
    expect(fs.readdirSync(path.join(project.root, 'prisma/stock-room/migrations'))).toContainEqual(
      expect.stringMatching(/_init$/),
    );
    expect(await run('prisma', 'default', '--', 'migrate', 'deploy')).toMatchObject({ status: 0 });
    // The exit code is Prisma's.
    expect((await run('prisma', 'stock-room', '--', 'migrate', 'nonsense')).status).toBe(1);

    const [url, stock] = await Promise.all([run('db', 'url'), run('db', 'url', '--database', 'stock-room')]);
    const addresses = { DATABASE_URL: lastLine(url.output), STOCK_ROOM_DATABASE_URL: lastLine(stock.output) };
    expect(addresses.STOCK_ROOM_DATABASE_URL).toMatch(/\/prismosaic_stock_room$/);
    const counts = program(
      `await second.demoUser.create({ data: { email: 'a@b.c', name: 'Only here' } });
       return [await first.demoUser.count(), await second.demoUser.count()];`,
      addresses,
    );
    expect(counts).toEqual([0, 1]);
  });

  it('gives each Jest worker its own schema in it', async () => {
    fs.writeFileSync(
      path.join(project.root, 'src/databases/stock-room/rows.spec.ts'),
      `import { expect, test } from '@jest/globals';
      import { PrismaService } from '../../database/prisma.service';
      import { StockRoomPrismaService } from './prisma.service';
      const place = 'SELECT current_schema() AS schema, current_database() AS database';
      test('rows', async () => {
        const first = new PrismaService(), second = new StockRoomPrismaService();
        await second.demoUser.create({ data: { email: 'a@b.c', name: 'In a test' } });
        expect([await first.demoUser.count(), await second.demoUser.count()]).toEqual([0, 1]);
        expect(await second.$queryRawUnsafe(place)).toEqual([{ schema: 'test_1', database: 'prismosaic_stock_room' }]);
        expect(process.env.STOCK_ROOM_MIGRATION_DATABASE_URL).toBeUndefined();
        await Promise.all([first.$disconnect(), second.$disconnect()]);
      });`,
    );
    const tests = project.jest(['src/databases'], { JEST_WORKERS: '1' });
    expect([await tests.ended, tests.output]).toEqual([0, expect.stringMatching(/1 passed/)]);
  });

  it('gets its own error when only its variable is missing', async () => {
    const command = project.run(['prisma', 'stock-room', '--', 'migrate', 'status'], {
      DATABASE_URL: 'postgresql://u:secret@127.0.0.1:1/x',
    });
    expect(await command.ended).toBe(1);
    expect(command.output).toContain('DATABASE_URL is set, but STOCK_ROOM_DATABASE_URL is not');
    expect(command.output).not.toContain('secret');
  });

  it.each([
    ['Stock', "can't be called"],
    ['migrations', "can't be called"],
    ['stock-room', 'exists already'],
    ['fresh --component nobody', 'There is no src/components/nobody/prisma/schema.prisma'],
  ])('is not made as %s', async (call, reason) => {
    const before = read('prismosaic.config.ts');
    const { status, output } = await run('new', 'database', ...call.split(' '));
    expect([status, output]).toEqual([2, expect.stringContaining(reason)]);
    expect(read('prismosaic.config.ts')).toBe(before);
    expect(fs.existsSync(path.join(project.root, 'src/databases/fresh'))).toBe(false);
  });

  it('leaves nothing when it can’t be composed, or the configuration can’t be extended', async () => {
    const before = read('prismosaic.config.ts');
    const module = path.join(project.root, 'src/components/extra/prisma/schema.prisma');
    fs.mkdirSync(path.dirname(module), { recursive: true });
    fs.writeFileSync(module, 'model Extra { x Nope }');
    expect((await run('new', 'database', 'other')).status).toBe(1);
    expect(read('prismosaic.config.ts')).toBe(before);
    expect(fs.existsSync(path.join(project.root, 'src/databases/other/prisma.service.ts'))).toBe(false);
    fs.rmSync(path.join(project.root, 'src/components/extra'), { recursive: true });

    const built = `const databases = {};\nexport default { databases };\n`;
    fs.writeFileSync(path.join(project.root, 'prismosaic.config.ts'), built);
    const { status, output } = await run('new', 'database', 'other');
    expect([status, output]).toEqual([2, expect.stringContaining('add other: { schemas: [')]);
    expect(read('prismosaic.config.ts')).toBe(built);
  });
});
