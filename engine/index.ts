import { announceEngine, chooseEngine, type EngineChoice } from './host/select-engine';
import { wrapSpawn } from './host/spawn-engine';
import { neverAskForName } from './host/unattended';

export { chooseEngine, type EngineChoice } from './host/select-engine';

/** Where to look for an engine, and where to set it. */
export interface SelectOptions {
  /** The folder from which Prisma is resolved. @default process.cwd() */
  root?: string;
  /** Read for the user's choice, and set to ours. @default process.env */
  environment?: NodeJS.ProcessEnv;
  /** The command line's arguments: they show whether an engine will be needed. @default those of this process */
  args?: readonly string[];
}

/**
 * Makes Prisma's command line use the schema engine in WebAssembly, which needs no download, unless the user names an
 * engine (`PRISMA_SCHEMA_ENGINE_BINARY`) or has the native one. One line in `prisma.config.ts`:
 *
 * ```ts
 * selectSchemaEngine();
 * ```
 *
 * It also keeps `migrate dev` from waiting for an answer where there is no terminal.
 *
 * It must run in the process of the command line, before a command does, which is when `prisma.config.ts` is loaded.
 * @returns which engine it is, and why. Throws nothing: an engine that does not work reports it when it is started.
 */
export function selectSchemaEngine({
  root = process.cwd(),
  environment = process.env,
  args = process.argv.slice(2),
}: SelectOptions = {}): EngineChoice {
  const choice = chooseEngine(environment, root);
  announceEngine(choice, environment);
  neverAskForName(args, environment, process.stdin.isTTY && environment.TERM !== 'dumb');
  if (choice.kind === 'wasm') wrapSpawn(choice.file, outlook(args));
  return choice;
}

/** Whether the command certainly uses an engine, so that it is worth starting one at once, and what it will do. */
function outlook([command, subcommand = '', ...rest]: readonly string[]): {
  ahead: boolean;
  shadow: boolean;
} {
  const asksForHelp = rest.some((arg) => arg === '-h' || arg === '--help');
  const talks =
    (command === 'migrate' || command === 'db') && !['', 'seed', '-h', '--help'].includes(subcommand);
  const ahead = talks && !asksForHelp;
  return { ahead, shadow: ahead && command === 'migrate' && subcommand === 'dev' };
}
