import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ProjectCopy } from '../test-kit/project-copy';

let project: ProjectCopy;
beforeAll(() => {
  project = new ProjectCopy();
  for (const folder of ['src/components', 'prisma/migrations']) {
    for (const name of fs.readdirSync(at(folder))) {
      if (!/migration_lock|registered/.test(name)) fs.rmSync(at(`${folder}/${name}`), { recursive: true });
    }
  }
});
afterAll(() => project.dispose());

function at(file: string): string {
  return path.join(project.root, file);
}

async function run(...args: string[]): Promise<{ status: number | null; output: string }> {
  const command = project.run(args);
  return { status: await command.ended, output: command.output };
}

const prisma = (...args: string[]) => run('prisma', 'default', '--', ...args);

const workshop = 'CertifiedMaintenanceWorkshopOfTheManufacturerNetwork';
const agreement = 'ExtendedPassengerVehicleWarrantyMaintenanceAgreement';

/** Writes the relation with the client, in the application's own schema, and reads it from both sides. */
const script = `
require(${JSON.stringify(require.resolve('../ground/load-typescript.js'))});
const { PrismaService } = require('./src/database/prisma.service.ts');
(async () => {
  const prisma = new PrismaService();
  const names = { create: [{ reference: 'A1' }, { reference: 'A2' }] };
  await prisma.${workshop[0]?.toLowerCase()}${workshop.slice(1)}.create({ data: { name: 'north', agreements: names } });
  const found = await prisma.${agreement[0]?.toLowerCase()}${agreement.slice(1)}.findMany({
    where: { workshops: { some: { name: 'north' } } }, include: { workshops: { include: { _count: true } } },
  });
  console.log(JSON.stringify(found.map((one) => one.workshops.map(({ name, _count }) => [name, _count.agreements]))));
  await prisma.$disconnect();
})();
`;

it('a join table with a truncated name is migrated once, is not reported as removed, and holds what the client writes', async () => {
  const components = {
    workshop: `model ${workshop} {\n  id Int @id @default(autoincrement())\n  name String\n  /// @inverse workshops\n  agreements ${agreement}[]\n}\n`,
    warranty: `model ${agreement} {\n  id Int @id @default(autoincrement())\n  reference String @unique\n}\n`,
  };
  for (const [name, text] of Object.entries(components)) {
    fs.mkdirSync(at(`src/components/${name}/prisma`), { recursive: true });
    fs.writeFileSync(at(`src/components/${name}/prisma/schema.prisma`), text);
  }
  expect(await run('compose')).toMatchObject({ status: 0 });
  expect(await prisma('migrate', 'dev', '--name', 'long')).toMatchObject({ status: 0 });
  const table = `_${workshop}To${agreement}`.slice(0, 63);
  expect(fs.readFileSync(at('prisma/ownership.json'), 'utf8')).toContain(`"${table}": { "kind": "join"`);

  const again = await prisma('migrate', 'dev', '--name', 'again');
  expect(again).toMatchObject({ status: 0, output: expect.stringContaining('Already in sync') });
  expect(again.output).not.toContain('REMOVED_TABLES');
  const migrations = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema'];
  expect(await prisma('migrate', 'diff', ...migrations, '--exit-code')).toMatchObject({ status: 0 });

  const url = (await run('db', 'url')).output.trim().split('\n').at(-1);
  const read = execFileSync(process.execPath, ['-e', script], {
    cwd: project.root,
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  });
  expect(JSON.parse(read)).toEqual([[['north', 2]], [['north', 2]]]);
});
