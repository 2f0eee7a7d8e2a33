/** What Prisma's command line needs before it can start. */
export interface Needs {
  /** An up-to-date composed schema. */
  schema: boolean;
  /** A database that can be reached. */
  database: boolean;
}

const NOTHING: Needs = { schema: false, database: false };
const SCHEMA: Needs = { schema: true, database: false };
const BOTH: Needs = { schema: true, database: true };

/** By the first word. Other commands need both. */
const BY_COMMAND = new Map<string, Needs>([
  ['version', NOTHING],
  ['init', NOTHING],
  ['bootstrap', NOTHING],
  ['dev', NOTHING],
  ['platform', NOTHING],
  ['postgres', NOTHING],
  ['mcp', NOTHING],
  ['telemetry', NOTHING],
  ['complete', NOTHING],
  ['help', NOTHING],
  ['format', NOTHING],
  ['debug', SCHEMA],
  ['generate', SCHEMA],
  ['validate', SCHEMA],
]);

/** Commands that never apply the schema. An unknown command may drop what the schema does not have. */
const HARMLESS =
  /^(migrate (deploy|status|resolve|reset)|db (pull|execute|seed)|studio|debug|generate|validate|format)( |$)/;

const HELP = new Set(['-h', '--help', '-v', '--version']);
const WITH_VALUE = new Set(['--config', '--schema', '--name', '-n', '--output', '-o', '--file']);
/** Sides of `migrate diff` that are read from a database or replayed in one. */
const LIVE = new Set([
  '--from-config-datasource',
  '--to-config-datasource',
  '--from-migrations',
  '--to-migrations',
]);

/** Whether a command may drop what the composed schema does not have. */
export function comparesStructure(args: readonly string[]): boolean {
  return !HARMLESS.test(wordsOf(args).join(' '));
}

/** Whether a command reads the database's migrations, and may stop because of their state. */
export function meetsHistory(args: readonly string[]): boolean {
  return /^migrate (dev|deploy|status)$/.test(wordsOf(args).join(' '));
}

/** Whether the database has everything in the composed schema after the command succeeds. */
export function bringsInLine(args: readonly string[]): boolean {
  return makesMigrations(args) && !args.includes('--create-only');
}

/** Returns the schema that a format command names, or none for the composed one; undefined for other commands. */
export function formats(args: readonly string[]): { schema: string | undefined } | undefined {
  if (wordsOf(args)[0] !== 'format' || args.some((arg) => HELP.has(arg))) return undefined;
  const at = args.indexOf('--schema');
  const schema =
    at === -1 ? args.find((arg) => arg.startsWith('--schema='))?.slice('--schema='.length) : args[at + 1];
  return { schema };
}

/** Whether a command may create migrations, or change the database without one. */
export function makesMigrations(args: readonly string[]): boolean {
  return /^(migrate dev|db push)$/.test(wordsOf(args).join(' '));
}

/** Whether a command may create a migration, and replays all existing ones. */
export function looksAtMigrations(args: readonly string[]): boolean {
  return wordsOf(args).join(' ') === 'migrate dev' && !args.some((arg) => HELP.has(arg));
}

function wordsOf(args: readonly string[]): string[] {
  return args.filter((arg, at) => !arg.startsWith('-') && !WITH_VALUE.has(args[at - 1] ?? ''));
}

/** Reads Prisma's arguments: `['migrate', 'dev', '--name', 'x']`. */
export function needsOf(args: readonly string[]): Needs {
  const flags = args.map((arg) => arg.split('=', 1)[0] ?? '');
  if (flags.some((flag) => HELP.has(flag))) return NOTHING;
  const [command, subcommand] = wordsOf(args);
  if (command === undefined) return NOTHING;
  if (command === 'migrate' && subcommand === 'diff')
    return flags.some((flag) => LIVE.has(flag)) ? BOTH : SCHEMA;
  if ((command === 'migrate' || command === 'db') && subcommand === undefined) return NOTHING;
  return BY_COMMAND.get(command) ?? BOTH;
}
