import type { Command } from 'commander';
import { oneLine } from '../diagnostics/visible';
import { announceSlow } from '../ground/announce-slow';
import { projectRoot } from '../ground/project-root';
import type { Decision, RemovedTable } from '../ownership';

/** What `detach` and `drop` have in common: a decision on tables that no component has any more. */
export async function decideOn(names: string[], decision: Decision, command: Command): Promise<void> {
  const root = projectRoot(process.cwd());
  const [{ Composer }, { decide, isMeant }] = await Promise.all([
    import('../composer'),
    import('../ownership'),
  ]);
  const composer = new Composer({ root });
  const { databases, diagnostics } = await composer.databases();
  if (databases.length === 0) {
    const { printDiagnostics } = await import('./print');
    await printDiagnostics(root, diagnostics);
    process.exitCode = 2;
    return;
  }
  const all = await announceSlow('Composing', () => composer.removed());
  const unknown = names.find(
    (name) => !all.some(({ removed }) => removed.some((table) => isMeant(table, name))),
  );
  if (unknown !== undefined) {
    const owners = all.flatMap(({ removed }) => removed.flatMap((table) => table.owners));
    const open = [...new Set(owners)].map(oneLine).join(', ');
    const others =
      open === '' ? 'no component has removed tables' : `components with removed tables: ${open}`;
    command.error(`error: "${oneLine(unknown)}" was not removed, or had no table; ${others}`, {
      exitCode: 2,
    });
  }
  for (const { database, removed } of all) {
    const decided = decide({ root, database, decision, said: names, removed });
    if (decided.length > 0) process.stdout.write(report(database.name, decided, decision));
  }
}

function report(database: string, decided: readonly RemovedTable[], decision: Decision): string {
  const names = decided.map(({ name }) => oneLine(name)).join(', ');
  const prisma = database === 'default' ? 'prisma' : `prismosaic prisma ${database} --`;
  return decision === 'keep'
    ? `Kept in the database "${database}", and ignored by all migrations: ${names}.\n`
    : `The next migration of the database "${database}" drops: ${names}.\nCreate it: npx ${prisma} migrate dev --name <what-changed>\n`;
}
