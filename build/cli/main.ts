import fs from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { CallError, reportFailure } from './failure';

interface CommandFile {
  /** Adds the command to the program. */
  register(program: Command): void;
}

const folder = path.join(__dirname, 'commands');
/** `.ts` in the checkout, `.js` in the published package. */
const extension = path.extname(__filename);

/** A command is a file in `commands/`: its name, without the extension, is what the user types. */
function commandNames(): string[] {
  return (
    fs
      .readdirSync(folder)
      .filter((file) => file.endsWith(extension))
      .map((file) => path.basename(file, extension))
      // Without `list.spec` and `list.d`.
      .filter((name) => !name.includes('.'))
      .sort()
  );
}

function load(name: string): CommandFile {
  return require(path.join(folder, name));
}

function version(): string {
  const manifest: { version: string } = require('../package.json');
  return manifest.version;
}

/** After wrong arguments, points to the help of the command that was called. */
function pointToOwnHelp(command: Command, call: string): void {
  command.showHelpAfterError(`Run \`npx ${call} --help\` for usage.`);
  for (const sub of command.commands) pointToOwnHelp(sub, `${call} ${sub.name()}`);
}

async function main(argv: string[]): Promise<number> {
  const program = new Command('prismosaic')
    .description('Lets each component of an application own its part of the database.')
    .version(version(), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'show the help of a command')
    .enablePositionalOptions()
    .exitOverride();
  const names = commandNames();
  // Load only the command to run, for a fast start; the help needs them all.
  const asked = names.find((name) => name === argv[2]);
  for (const name of asked === undefined ? names : [asked]) load(name).register(program);
  pointToOwnHelp(program, 'prismosaic');
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    // Commander has printed the error or the requested help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    reportFailure(error, process.env);
    return error instanceof CallError ? 2 : 1;
  }
}

// A reader that closes the pipe early, such as `head`, is not a failure.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});
void main(process.argv).then((code) => {
  // A command that reported its own failure has set the exit code.
  if (code !== 0) process.exitCode = code;
});
