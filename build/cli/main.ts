import fs from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { CallError, reportFailure } from './failure';

interface CommandFile {
  /** Adds the command to the program. */
  register(program: Command): void;
}

const folder = path.join(__dirname, 'commands');

/** A command is a file in `commands/`: its name, without the extension, is what the user types. */
function commandNames(): string[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort();
}

function load(name: string): CommandFile {
  return require(path.join(folder, `${name}.ts`));
}

function version(): string {
  const manifest: { version: string } = require('../../package.json');
  return manifest.version;
}

/** Whoever calls a command wrongly is led to the help of that command. */
function pointToOwnHelp(command: Command, call: string): void {
  command.showHelpAfterError(`Run \`npx ${call} --help\` for what there is.`);
  for (const sub of command.commands) pointToOwnHelp(sub, `${call} ${sub.name()}`);
}

async function main(argv: string[]): Promise<number> {
  const program = new Command('prismosaic')
    .description('Lets each component of an application own its part of the database.')
    .version(version(), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride();
  const names = commandNames();
  // A start pays only for the command it runs; the help needs them all.
  const asked = names.find((name) => name === argv[2]);
  for (const name of asked === undefined ? names : [asked]) load(name).register(program);
  pointToOwnHelp(program, 'prismosaic');
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    // Commander has said what is wrong with the call, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    reportFailure(error, process.env);
    return error instanceof CallError ? 2 : 1;
  }
}

// A reader that has seen enough, as `head`, is no failure.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});
void main(process.argv).then((code) => {
  // A command that failed in an orderly way has set its own exit code.
  if (code !== 0) process.exitCode = code;
});
