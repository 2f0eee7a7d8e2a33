import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { embeddedPostgres } from '../postgres';

const project = path.resolve(__dirname, '../..');
const parts = [
  ...['src', 'prisma/migrations', 'package.json', 'tsconfig.json', 'tsconfig.build.json'],
  ...[
    'prisma.config.ts',
    'prismosaic.config.ts',
    'jest.config.js',
    'jest.globalSetup.ts',
    'jest.transformCss.js',
  ],
];
const jestProgram = require.resolve('jest/bin/jest');
const prismosaic = path.join(project, 'build/cli/prismosaic.js');
/** The escape codes for colours and cursor positions. */
const styles = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');
const left = /\.spec\.tsx?$|\/src\/database\/client($|\/)|\.generated\.ts$/;

/** This project in a temporary folder, as a fresh clone after `npm ci`: with its own database and nothing published. */
export class ProjectCopy {
  readonly root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'prismosaic-copy-'));

  readonly #commands: RunningCommand[] = [];

  constructor() {
    for (const part of [...parts, 'webpack.config.js']) {
      fs.cpSync(path.join(project, part), path.join(this.root, part), {
        recursive: true,
        filter: (source) => !left.test(source),
      });
    }
    fs.symlinkSync(path.join(project, 'node_modules'), path.join(this.root, 'node_modules'));
  }

  /** Replaces a piece of a file, which must be there. */
  edit(file: string, from: string, to: string): void {
    const target = path.join(this.root, file);
    const text = fs.readFileSync(target, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} doesn't contain ${JSON.stringify(from)}.`);
    fs.writeFileSync(
      target,
      text.replace(from, () => to),
    );
  }

  /** Runs `prismosaic <args>` there. */
  run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): RunningCommand {
    const command = new RunningCommand(this.root, [prismosaic, ...args], environment);
    this.#commands.push(command);
    return command;
  }

  /** Runs it in a terminal, in which keys can be pressed. */
  inTerminal(args: readonly string[], environment: NodeJS.ProcessEnv = {}): RunningCommand {
    return this.#inTerminal([prismosaic, ...args], environment);
  }

  /** Runs Jest there. */
  jest(args: readonly string[], environment: NodeJS.ProcessEnv = {}): RunningCommand {
    const command = new RunningCommand(this.root, [jestProgram, ...args], environment);
    this.#commands.push(command);
    return command;
  }

  /** Runs Jest in a terminal. */
  jestInTerminal(args: readonly string[], environment: NodeJS.ProcessEnv = {}): RunningCommand {
    return this.#inTerminal([jestProgram, ...args], environment);
  }

  #inTerminal(script: readonly string[], environment: NodeJS.ProcessEnv): RunningCommand {
    const command = new RunningCommand(this.root, script, { TERM: 'xterm', ...environment }, true);
    this.#commands.push(command);
    return command;
  }

  /** Ends all its commands and its database, and removes the folder. */
  async dispose(): Promise<void> {
    await Promise.all(this.#commands.map((command) => command.end('SIGTERM')));
    await embeddedPostgres(this.root).stop({ force: true });
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

export class RunningCommand {
  /** Its output so far, on both streams. */
  output = '';
  /** Fulfilled once its streams are closed, with the exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly #child;
  #heard = () => {};
  #over = false;

  constructor(
    root: string,
    script: readonly string[],
    environment: NodeJS.ProcessEnv,
    private readonly terminal = false,
  ) {
    const command = [process.execPath, ...script];
    const typed = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const [program = '', ...rest] = terminal ? ['script', '-qfec', typed, '/dev/null'] : command;
    this.#child = spawn(program, rest, {
      cwd: root,
      // Colours, which CI switches on, would be between the words that tests look for.
      env: { ...clean(process.env), NO_COLOR: '1', ...environment },
      stdio: [terminal ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text.replace(styles, '');
        this.#heard();
      });
    }
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        this.#over = true;
        this.#heard();
        resolve(code);
      });
    });
  }

  /** Presses keys in the command's terminal. */
  press(keys: string): void {
    if (!this.terminal) throw new Error('The command does not run in a terminal.');
    this.#child.stdin?.write(keys);
  }

  /** The first match in the output after `from`. Throws when the command ends without it. */
  async says(pattern: RegExp, from = 0): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.output.slice(from));
      if (found) return found[1] ?? found[0];
      if (this.#over) throw new Error(`The command ended without saying ${pattern}:\n${this.output}`);
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.signal(signal);
    return this.ended;
  }
}

/** The environment without variables that lead to another database, or show that this is a test. */
function clean(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own =
    /^(JEST_|DATABASE_|MIGRATION_DATABASE|SHADOW_DATABASE|PRISMA_|PORT$|HOST$|NODE_ENV$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}
