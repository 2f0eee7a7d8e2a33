/** What a run of Prisma's command line needs before it can start. */
export interface Needs {
  /** The composed schema, fresh. */
  schema: boolean;
  /** A database that can be reached. */
  database: boolean;
}

const NOTHING: Needs = { schema: false, database: false };
const SCHEMA: Needs = { schema: true, database: false };
const BOTH: Needs = { schema: true, database: true };

/** By the first word. Commands that are not here need both. */
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

/** Commands that never make a structure out of the schema. One that is not known may drop what the schema lacks. */
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

/** Whether a command may drop what the composed schema lacks. */
export function comparesStructure(args: readonly string[]): boolean {
  return !HARMLESS.test(wordsOf(args).join(' '));
}

/** Whether a command looks at the migrations that the database has, and may stop at their state. */
export function meetsHistory(args: readonly string[]): boolean {
  return /^migrate (dev|deploy|status)$/.test(wordsOf(args).join(' '));
}

/** Whether a command that ends well leaves all in the database that the composed schema asks for. */
export function bringsInLine(args: readonly string[]): boolean {
  return makesMigrations(args) && !args.includes('--create-only');
}

/** What a command formats, when it does: the schema that it names, or the composed one. */
export function formats(args: readonly string[]): { schema: string | undefined } | undefined {
  if (wordsOf(args)[0] !== 'format' || args.some((arg) => HELP.has(arg))) return undefined;
  const at = args.indexOf('--schema');
  const schema =
    at === -1 ? args.find((arg) => arg.startsWith('--schema='))?.slice('--schema='.length) : args[at + 1];
  return { schema };
}

/** Whether a command may write migrations, or bring the database in line without one. */
export function makesMigrations(args: readonly string[]): boolean {
  return /^(migrate dev|db push)$/.test(wordsOf(args).join(' '));
}

/** Whether a command writes a migration, or would, and looks at all that are there. */
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
