import fs from 'node:fs';
import path from 'node:path';

/** The process that loads `prisma.config.ts`. */
export interface HostProcess {
  /** The program, as in `process.argv[1]`. */
  program: string;
  /** Its arguments. */
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
}

/** How an editor talks to a language server; Prisma's command line has none of these. */
const TRANSPORTS = new Set(['--stdio', '--node-ipc', '--socket', '--pipe']);

/** Whether an editor's Prisma language server loads the configuration; it does so at every key press. */
export function isLanguageServer({ args }: HostProcess): boolean {
  return args.some((arg) => TRANSPORTS.has(arg.split('=', 1)[0] ?? ''));
}

/**
 * Whether the editor hides the diagnostics of Prisma's language server. The server does not know this when it loads the
 * configuration, so this reads it from the source: the settings of the workspace, for the server of the extension for
 * Visual Studio Code, and `PRISMOSAIC_EDITOR=sources` for all others.
 */
export function isSilent(root: string, { program, environment }: HostProcess): boolean {
  if (environment.PRISMOSAIC_EDITOR === 'sources') return true;
  return isExtensionOfCode(program) && settingsSilence(root);
}

/** An installed extension is in `<publisher>.<name>-<version>`. */
function isExtensionOfCode(program: string): boolean {
  return /[\\/]prisma\.prisma(-insider)?-\d[^\\/]*[\\/]/i.test(program);
}

function settingsSilence(root: string): boolean {
  const file = path.join(root, '.vscode', 'settings.json');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  // It may have comments, so it is not JSON; lines that are commented out do not count.
  return /^[^/\n]*"prisma\.enableDiagnostics"\s*:\s*false\b/m.test(text);
}

/** The database of the current request to `prismosaic lsp`, which writes it into a file before it forwards a request. */
export function turnOf({ environment: { PRISMOSAIC_EDITOR_TURN: file } }: HostProcess): string | undefined {
  return file !== undefined && fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
