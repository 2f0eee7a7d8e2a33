import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Command } from 'commander';
import { loadEnvironment } from '../../environment';
import { projectRoot } from '../project-root';

async function test(args: readonly string[]): Promise<void> {
  const root = projectRoot(process.cwd());
  loadEnvironment(root);
  process.env.JEST_WORKERS ??= '8';
  const jest = spawn(
    process.execPath,
    [require.resolve('jest/bin/jest', { paths: [root, __dirname] }), ...args],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  // A terminal signals the whole group; a supervisor signals only this process, and Jest must not outlive it.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, () => jest.kill(signal));
  process.exitCode = await new Promise<number>((resolve, reject) => {
    jest.once('error', reject);
    jest.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

/** `prismosaic test`: Jest, with 8 workers by default. */
export function register(program: Command): void {
  program
    .command('test')
    .description(
      'run the tests with Jest, 8 workers unless JEST_WORKERS says otherwise; takes all of Jest’s arguments',
    )
    .argument('[jest arguments...]', 'for instance a part of a path, or -t and a part of a name')
    .allowUnknownOption()
    .helpOption(false)
    // As typed: commander would reorder options and arguments.
    .action(() => test(process.argv.slice(3)));
}
