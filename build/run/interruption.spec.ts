import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';

const loader = require.resolve('../ground/load-typescript');
const script = `require(${JSON.stringify(loader)});
  const { interruption } = require(${JSON.stringify(require.resolve('./interruption'))});
  const { signal, dispose } = interruption(process.env);
  const alive = setInterval(() => {}, 1000);
  signal.addEventListener('abort', () => {
    console.log(signal.reason.message);
    clearInterval(alive);
    dispose();
  });
  console.log('ready', process.pid);`;

/** The script below a shell that does not pass signals on, as npm runs it. */
async function endShell(environment: NodeJS.ProcessEnv): Promise<{ output: string; pid: number }> {
  const shell = spawn('sh', ['-c', '"$0" -e "$1"; exit $?', process.execPath, script], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let pid = 0;
  for await (const text of shell.stdout.setEncoding('utf8')) {
    output += text;
    pid = Number(/ready (\d+)/.exec(output)?.[1] ?? 0);
    if (pid > 0) shell.kill('SIGTERM');
    if (pid > 0 && environment.npm_lifecycle_event === undefined) break;
  }
  return { output, pid };
}

test('under npm, the end of its shell counts as SIGTERM', async () => {
  expect((await endShell({ npm_lifecycle_event: 'start' })).output).toContain('Interrupted by SIGTERM.');
});

test('without npm, the end of the parent does not count, but a signal does', async () => {
  const { pid } = await endShell({ npm_lifecycle_event: undefined });
  expect(process.kill(pid, 0)).toBe(true);
  process.kill(pid, 'SIGTERM');
});
