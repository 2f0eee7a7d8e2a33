import type { Command } from 'commander';
import { projectRoot } from '../ground/project-root';
import type { BranchDatabases, ListedBranch, Source } from '../postgres';
import { CallError } from './failure';
import { printJson } from './print';

interface Flags {
  empty?: boolean;
  from?: string;
  list?: boolean;
  shared?: boolean;
  delete?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `prismosaic db branch`: a database for a git branch, beside the shared one. */
export function registerBranch(db: Command): void {
  db.command('branch')
    .description('give a git branch its own database, which all commands use when the branch is checked out')
    .argument('[name]', 'the branch; without git, any name (default: the branch that is checked out)')
    .option('--empty', 'start without data (default: a copy of the shared database)')
    .option('--from <branch>', 'start with a copy of the database of another branch')
    .option('--shared', "use the shared database again; keep the branch's own")
    .option('--delete', "delete the branch's own database, and use the shared one")
    .option('--yes', 'with --delete: do not ask')
    .option('--list', 'show which branches have one')
    .option('--json', 'with --list: print it as JSON')
    .addHelpText('after', '\nExample: npx prismosaic db branch --empty')
    .action((name: string | undefined, flags: Flags) => branch(name, flags));
}

async function branch(name: string | undefined, flags: Flags): Promise<void> {
  const chosen = [flags.list, flags.shared, flags.delete, flags.empty, flags.from].filter(Boolean);
  if (chosen.length > 1)
    throw new CallError('Only one of --empty, --from, --shared, --delete and --list can be used at once.');
  const databases = await branchDatabases();
  const listed = databases.list();
  if (flags.list && flags.json) return printJson(listed);
  if (flags.list) return show(listed);
  const meant = databases.meant(name);
  if (flags.shared) {
    databases.share(meant);
    say(`The branch ${meant} uses the shared database again. Its own database is kept.`);
  } else if (flags.delete) await remove(databases, meant, flags.yes === true);
  else await use(databases, meant, flags);
}

async function branchDatabases(): Promise<BranchDatabases> {
  const root = projectRoot(process.cwd());
  const [{ Composer }, { loadEnvironment }, postgres] = await Promise.all([
    import('../composer'),
    import('../ground/environment'),
    import('../postgres'),
  ]);
  loadEnvironment(root);
  if (process.env.DATABASE_URL)
    throw new CallError(
      'DATABASE_URL is set, and only the embedded PostgreSQL has databases for git branches. Unset it, or name another database in it.',
    );
  const { databases } = await new Composer({ root }).databases();
  const shared = databases.map(({ name }) => postgres.sharedName(name));
  return new postgres.BranchDatabases(root, postgres.embeddedPostgres(root), shared);
}

async function use(databases: BranchDatabases, name: string, { empty, from }: Flags): Promise<void> {
  const source: Source | undefined = empty
    ? { kind: 'empty' }
    : from === undefined
      ? undefined
      : { kind: 'branch', branch: from };
  const done = await databases.use(name, source);
  const holds = empty
    ? 'It is empty'
    : `It is a copy of ${from === undefined ? 'the shared one' : `that of ${from}`}`;
  say(
    done === 'kept'
      ? `The branch ${name} uses its own database.`
      : `The branch ${name} has its own database. ${holds}: \`npx prisma migrate deploy\`, \`npm run dev\` and \`npm start\` apply what it does not have yet.`,
  );
}

async function remove(databases: BranchDatabases, name: string, yes: boolean): Promise<void> {
  if (!yes && !process.stdin.isTTY)
    throw new CallError('This deletes all data of the database: confirm it with --yes.');
  if (
    !yes &&
    !(await confirmed(`Delete the database of the branch ${name} with all its data? Type "yes": `))
  ) {
    say('Nothing was changed.');
    process.exitCode = 1;
    return;
  }
  await databases.delete(name);
  say(`The database of the branch ${name} is deleted. The branch uses the shared one.`);
}

async function confirmed(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(question)).trim() === 'yes';
  } finally {
    terminal.close();
  }
}

function show(listed: readonly ListedBranch[]): void {
  const shared = listed.some(({ current }) => current) ? '  ' : '* ';
  const lines = listed.map(
    ({ branch, used, current }) =>
      `${current ? '* ' : '  '}${branch}${used ? '' : ' (kept; uses the shared one)'}`,
  );
  say([`${shared}the shared database`, ...lines].join('\n'));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
