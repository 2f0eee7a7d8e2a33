import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { Developed } from '../../stress/dev/developed';
import { idle } from '../../stress/dev/idle';
import { reloads } from '../../stress/dev/reloads';

const silent = { seed: 0, say: () => {} };

test('ten reloads refuse no visitor, and leave no connection of an old server', async () => {
  const { breaches } = await reloads({ count: 10, ...silent });
  expect(breaches).toEqual([]);
});

test('does nothing while no file changes, and serves what is saved afterwards', async () => {
  const { breaches } = await idle({ count: 0.1, ...silent });
  expect(breaches).toEqual([]);
});

test('picks up a changed environment, migrations of others and a new database', async () => {
  const developed = await Developed.start();
  const { project } = developed;
  const write = (file: string, text: string) => {
    const target = path.join(project.root, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  try {
    let from = developed.output.length;
    const boot = "console.log('greeting', process.env.GREETING, typeof process.env.INVENTORY_DATABASE_URL);";
    project.edit('src/main.ts', 'async function main()', `${boot}\nasync function main()`);
    await developed.says(/greeting undefined undefined/, from);

    from = developed.output.length;
    write('.env', 'GREETING=moin\n');
    await developed.says(/Changed: GREETING in \.env\n/, from);
    await developed.says(/greeting moin undefined/, from);

    from = developed.output.length;
    const schema = 'src/components/demo/prisma/schema.prisma';
    project.edit(schema, 'model DemoPost {', 'model DemoPost {\n  subtitle String?');
    await developed.says(/The database is behind the schema: npx prisma migrate dev/, from);
    await developed.shows(
      ({ problems, notices }) => problems.length === 0 && /behind the schema/.test(notices[0]?.what ?? ''),
    );

    from = developed.output.length;
    write(
      'prisma/migrations/29990101000000_subtitle/migration.sql',
      'ALTER TABLE "DemoPost" ADD COLUMN "subtitle" TEXT;',
    );
    await developed.says(
      /Migrations need attention: 29990101000000_subtitle is not applied yet[\s\S]*npx prisma migrate deploy/,
      from,
    );
    await developed.shows(({ notices }) => /not applied yet/.test(JSON.stringify(notices)));
    expect(await project.run(['prisma', 'default', '--', 'migrate', 'deploy']).ended).toBe(0);
    await developed.says(/Applied meanwhile: 29990101000000_subtitle/, from);
    await developed.says(/Serving/, from);
    await developed.shows(({ notices }) => notices.length === 0);

    from = developed.output.length;
    expect(await project.run(['new', 'database', 'inventory', '--component', 'demo']).ended).toBe(0);
    await developed.says(/Changed: the database "inventory" in prismosaic\.config\.ts/, from);
    await developed.says(/greeting moin string/, from);
  } finally {
    await developed.dispose();
  }
});
