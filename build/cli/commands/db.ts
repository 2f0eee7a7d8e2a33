import type { Command } from 'commander';
import { announceSlow } from '../../ground/announce-slow';
import { registerBranch } from '../db-branch';
import { projectRoot } from '../project-root';

/** That of the folder in which the command runs. */
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
  print(undefined, false, `PostgreSQL is running at port ${port}; its data is in ${home}.`);
}

async function stop({ force }: { force?: boolean }): Promise<void> {
  const server = await embedded();
  const was = await announceSlow('Stopping PostgreSQL', () => server.stop({ force: force === true }));
  print(undefined, false, was ? 'PostgreSQL is stopped; its data is kept.' : 'PostgreSQL was not running.');
}

async function status({ json }: { json?: boolean }): Promise<void> {
  const found = await (await embedded()).status();
  const used = found.inUse ? ', in use' : found.stays ? ', stays until `npm run db -- stop`' : '';
  const text = {
    running: `running: PostgreSQL ${found.version}, port ${found.port}, pid ${found.pid}${used}\ndata: ${found.home}`,
    stopped: `stopped: PostgreSQL ${found.version}\ndata: ${found.home}`,
    absent: `absent: PostgreSQL ${found.version} will be set up when it is first needed`,
  }[found.state];
  const { loadEnvironment } = await import('../../environment');
  loadEnvironment(here());
  const note = process.env.DATABASE_URL ? '\nDATABASE_URL is set: that server is used, not this one.' : '';
  print({ ...found, used: !process.env.DATABASE_URL }, json, text + note);
}

interface UrlFlags {
  migration?: boolean;
  json?: boolean;
  database: string;
}

async function url({ migration, json, database }: UrlFlags, command: Command): Promise<void> {
  const { loadEnvironment } = await import('../../environment');
  const { databaseUrls } = await import('../../postgres');
  const { Composer } = await import('../../composer');
  const root = here();
  const { databases } = await new Composer({ root }).databases();
  const found = databases.find(({ name }) => name === database);
  if (found === undefined) {
    const known = databases.map(({ name }) => name).join(', ');
    command.error(`error: there is no database called "${database}"; there is: ${known}`, { exitCode: 2 });
  }
  loadEnvironment(root);
  const urls = await databaseUrls({ root, environment: process.env, database: found, onProgress: progress });
  print(urls, json, migration ? urls.migration : urls.runtime);
}

async function confirmed(home: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`Throw away all data in ${home}? Type "yes": `);
    return answer.trim() === 'yes';
  } finally {
    terminal.close();
  }
}

async function reset({ yes }: { yes?: boolean }, command: Command): Promise<void> {
  if (!yes && !process.stdin.isTTY) {
    command.error('error: reset throws away all data of the embedded database: say so with --yes', {
      exitCode: 2,
    });
  }
  const server = await embedded();
  const { home, state } = await server.status();
  if (state === 'absent' || home === undefined) {
    print(undefined, false, 'There is no embedded database, so there is nothing to throw away.');
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
    .description('the embedded PostgreSQL: used by everything here as long as DATABASE_URL is not set');
  db.command('start').description('start it, and let it stay until `stop`').action(start);
  db.command('stop')
    .description('stop it; the data is kept')
    .option('--force', 'also when a server or a test run is using it')
    .action(stop);
  db.command('status')
    .description('whether it is running, where, and where its data is; never a password')
    .option('--json', 'for programs')
    .action(status);
  db.command('url')
    .description(
      'start it and print the address for the runtime role, password included (honours DATABASE_URL)',
    )
    .option('--migration', 'the address for the migration role, which may change the structure')
    .option('--database <name>', 'of which of the databases of prismosaic.config.ts', 'default')
    .option('--json', 'all addresses, for programs')
    .action(url);
  registerBranch(db);
  db.command('reset')
    .description('throw away the server and all its data')
    .option('--yes', 'without asking')
    .action(reset);
  db.addHelpText('after', '\nExample: psql "$(npm run -s db -- url)"');
  for (const command of db.commands)
    command.addHelpText('after', `\nExit status: 0 done, 1 ${whyNot(command.name())}, 2 the call is wrong.`);
}

function whyNot(command: string): string {
  if (command === 'status') return "it can't be found out";
  if (command === 'stop') return 'it is in use';
  return command === 'reset' ? 'it is in use, or the answer was no' : 'PostgreSQL could not be started';
}
