import type { Command } from 'commander';
import { announceSlow } from '../../ground/announce-slow';
import { projectRoot } from '../../ground/project-root';
import { registerBranch } from '../db-branch';

/** The project of the folder in which the command runs. */
const here = () => projectRoot(process.cwd());

const progress = (message: string) => process.stderr.write(`${message}\n`);

async function embedded() {
  const { embeddedPostgres } = await import('../../postgres');
  return embeddedPostgres(here());
}

function print(value: unknown, json: boolean | undefined, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(value, undefined, 2) : text}\n`);
}

async function start(): Promise<void> {
  const server = await embedded();
  await server.start(progress);
  const { port, home } = await server.status();
  print(undefined, false, `PostgreSQL is running on port ${port}; its data is in ${home}.`);
}

async function stop({ force }: { force?: boolean }): Promise<void> {
  const server = await embedded();
  const was = await announceSlow('Stopping PostgreSQL', () => server.stop({ force: force === true }));
  print(undefined, false, was ? 'PostgreSQL is stopped; its data is kept.' : 'PostgreSQL was not running.');
}

async function status({ json }: { json?: boolean }): Promise<void> {
  const found = await (await embedded()).status();
  const used = found.inUse ? ', in use' : found.stays ? ', runs until `npm run db -- stop`' : '';
  const text = {
    running: `running: PostgreSQL ${found.version}, port ${found.port}, pid ${found.pid}${used}\ndata: ${found.home}`,
    stopped: `stopped: PostgreSQL ${found.version}\ndata: ${found.home}`,
    absent: `absent: PostgreSQL ${found.version} will be set up when it is first needed`,
  }[found.state];
  const { loadEnvironment } = await import('../../ground/environment');
  loadEnvironment(here());
  const note = process.env.DATABASE_URL ? '\nDATABASE_URL is set: that server is used, not this one.' : '';
  print({ ...found, used: !process.env.DATABASE_URL }, json, text + note);
}

interface UrlFlags {
  migration?: boolean;
  json?: boolean;
  database: string;
  test?: string;
}

async function url({ migration, json, database, test }: UrlFlags, command: Command): Promise<void> {
  const { loadEnvironment } = await import('../../ground/environment');
  const { databaseUrls } = await import('../../postgres');
  const { Composer } = await import('../../composer');
  const root = here();
  const { databases } = await new Composer({ root }).databases();
  const found = databases.find(({ name }) => name === database);
  if (found === undefined) {
    const known = databases.map(({ name }) => name).join(', ');
    command.error(`error: there is no database called "${database}"; available: ${known}`, { exitCode: 2 });
  }
  loadEnvironment(root);
  const urls = await databaseUrls({ root, environment: process.env, database: found, onProgress: progress });
  if (test === undefined) return print(urls, json, migration ? urls.migration : urls.runtime);
  if (!/^[1-9]\d{0,4}$/.test(test))
    command.error('error: --test takes the number of a test worker, such as 1', { exitCode: 2 });
  const { addressOfWorker } = await import('../../worker-schemas/address-of-worker');
  const address = await addressOfWorker(urls.migration, Number(test));
  print({ test: address }, json, address);
}

async function confirmed(home: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`Delete all data in ${home}? Type "yes": `);
    return answer.trim() === 'yes';
  } finally {
    terminal.close();
  }
}

async function reset({ yes }: { yes?: boolean }, command: Command): Promise<void> {
  if (!yes && !process.stdin.isTTY) {
    command.error('error: reset deletes all data of the embedded database: confirm it with --yes', {
      exitCode: 2,
    });
  }
  const server = await embedded();
  const { home, state } = await server.status();
  if (state === 'absent' || home === undefined) {
    print(undefined, false, 'There is no embedded database, so there is nothing to delete.');
    return;
  }
  if (!yes && !(await confirmed(home))) {
    print(undefined, false, 'Nothing was changed.');
    process.exitCode = 1;
    return;
  }
  await announceSlow('Removing the embedded database', () => server.reset());
  print(undefined, false, 'The embedded database is removed. The next start makes a new, empty one.');
}

/** `prismosaic db`: the embedded PostgreSQL of this checkout. */
export function register(program: Command): void {
  const db = program
    .command('db')
    .description('the embedded PostgreSQL, which every command uses unless DATABASE_URL is set');
  db.command('start').description('start it, and keep it running until `stop`').action(start);
  db.command('stop')
    .description('stop it; the data is kept')
    .option('--force', 'stop it even when a server or a test run uses it')
    .action(stop);
  db.command('status')
    .description('show whether it is running, where, and where its data is; never a password')
    .option('--json', 'print it as JSON')
    .action(status);
  db.command('url')
    .description(
      'start it and print the URL of the runtime role, password included (DATABASE_URL when it is set)',
    )
    .option('--migration', 'print the URL of the migration role, which may change the structure')
    .option('--database <name>', 'a database of prismosaic.config.ts', 'default')
    .option(
      '--test <worker>',
      'print a URL that opens the schema of a test worker, as the last test run left it',
    )
    .option('--json', 'print all URLs as JSON')
    .action(url);
  registerBranch(db);
  db.command('reset')
    .description('delete the server and all its data')
    .option('--yes', 'do not ask')
    .action(reset);
  db.addHelpText('after', '\nExample: psql "$(npm run -s db -- url)"');
  for (const command of db.commands)
    command.addHelpText(
      'after',
      `\nExit status: 0 done, 1 ${whyNot(command.name())}, 2 the arguments are wrong.`,
    );
}

function whyNot(command: string): string {
  if (command === 'status') return "the status can't be read";
  if (command === 'stop') return 'it is in use';
  return command === 'reset' ? 'it is in use, or the answer was no' : 'PostgreSQL could not be started';
}
