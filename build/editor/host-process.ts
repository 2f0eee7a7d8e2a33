import fs from 'node:fs';
import path from 'node:path';

/** The process that loads `prisma.config.ts`. */
export interface HostProcess {
  /** What runs, as in `process.argv[1]`. */
  program: string;
  /** Its arguments. */
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
}

/** How an editor talks to a language server; Prisma's command line has none of these. */
const TRANSPORTS = new Set(['--stdio', '--node-ipc', '--socket', '--pipe']);

/** Whether an editor's Prisma language server loads the configuration; it does so at every key that is pressed. */
export function isLanguageServer({ args }: HostProcess): boolean {
  return args.some((arg) => TRANSPORTS.has(arg.split('=', 1)[0] ?? ''));
}

/**
 * Whether the editor shows no diagnostics of Prisma's language server. The server is not told when it loads the
 * configuration, so it is read from where it was said: the settings of the workspace, for the server that Visual
 * Studio Code's extension brings, and `PRISMOSAIC_EDITOR=sources` for all others.
 */
export function isSilent(root: string, { program, environment }: HostProcess): boolean {
  if (environment.PRISMOSAIC_EDITOR === 'sources') return true;
  return isExtensionOfCode(program) && settingsSilence(root);
}

/** An installed extension lies in `<publisher>.<name>-<version>`. */
function isExtensionOfCode(program: string): boolean {
  return /[\\/]prisma\.prisma(-insider)?-\d[^\\/]*[\\/]/i.test(program);
}

function settingsSilence(root: string): boolean {
  const file = path.join(root, '.vscode', 'settings.json');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  // Comments are allowed in it, so it is no JSON; a line that is commented out says nothing.
  return /^[^/\n]*"prisma\.enableDiagnostics"\s*:\s*false\b/m.test(text);
}

/** The database whose files `prismosaic lsp` is being asked about, which it writes down before it hands a question on. */
export function turnOf({ environment: { PRISMOSAIC_EDITOR_TURN: file } }: HostProcess): string | undefined {
  return file !== undefined && fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
