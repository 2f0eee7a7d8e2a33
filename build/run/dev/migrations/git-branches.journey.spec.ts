import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { ProjectCopy } from '../../../test-kit/project-copy';

const NAME = '29990101000000_subtitle';

/** On a new connection: the old server closes the kept-alive ones of its own when the new one serves. */
async function status(address: string): Promise<number> {
  return (await fetch(address, { headers: { connection: 'close' } })).status;
}

test('switching git branches loses nothing: dev reports the state, and a branch gets its own database', async () => {
  const project = new ProjectCopy();
  const git = (...args: string[]) => {
    const as = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    execFileSync('git', [...as, ...args], { cwd: project.root });
  };
  const commit = () => {
    git('add', '-A');
    git('commit', '-qm', 'x');
  };
  try {
    const ignored = [
      'node_modules',
      '.prismosaic',
      'dist',
      'prisma/schema',
      'src/database/client',
      '*.generated.ts',
    ];
    fs.writeFileSync(path.join(project.root, '.gitignore'), ignored.join('\n'));
    git('init', '-q', '-b', 'main');
    commit();
    const dev = project.run(['dev'], { PORT: '0', HOST: '127.0.0.1' });
    const address = `${await dev.says(/Serving (http:\S+)/)}demo/posts`;

    let from = dev.output.length;
    git('switch', '-qc', 'feature/subtitle');
    project.edit(
      'src/components/demo/prisma/schema.prisma',
      'model DemoPost {',
      'model DemoPost {\n  subtitle String?',
    );
    const folder = path.join(project.root, 'prisma/migrations', NAME);
    fs.mkdirSync(folder);
    fs.writeFileSync(
      path.join(folder, 'migration.sql'),
      'ALTER TABLE "DemoPost" ADD COLUMN "subtitle" TEXT;\n',
    );
    expect(await project.run(['prisma', 'default', '--', 'migrate', 'deploy']).ended).toBe(0);
    await dev.says(/Applied meanwhile: 29990101000000_subtitle/, from);
    commit();

    from = dev.output.length;
    git('switch', '-q', 'main');
    await dev.says(
      /The database belongs to another git branch than prisma\/migrations: it also has 29990101000000_subtitle/,
      from,
    );
    await dev.says(
      /The branch feature\/subtitle has all migrations of the database[\s\S]*npx prismosaic db branch --empty/,
      from,
    );
    expect(dev.output.slice(from)).not.toMatch(/npx prisma migrate dev/);

    from = dev.output.length;
    expect(await project.run(['db', 'branch', '--empty']).ended).toBe(0);
    await dev.says(/Changed: the database \(now of git branch main\)/, from);
    await dev.says(/Migrations: \d+ applied/, from);
    await dev.says(/Serving/, from);
    expect(await status(address)).toBe(200);

    from = dev.output.length;
    git('switch', '-q', 'feature/subtitle');
    await dev.says(/Changed: the database \(now the shared one\)/, from);
    await dev.says(/Serving/, from);
    expect(await status(address)).toBe(200);
    const listing = project.run(['db', 'branch', '--list']);
    await listing.ended;
    expect(listing.output).toBe('* the shared database\n  main\n');
  } finally {
    await project.dispose();
  }
});
