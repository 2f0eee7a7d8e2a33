import { type StdioOptions, spawn } from 'node:child_process';
import path from 'node:path';

/** The user and the folders of the server's programs. */
export interface ServerHome {
  /** Folder of the data, the log and, if needed, a copy of the programs. Only the server's user may enter it. */
  home: string;
  /** Folder of the programs. */
  native: string;
  /** Words in front of each command, for instance `unshare …`. */
  prefix: readonly string[];
  /** The user who runs the programs; undefined for the current user. */
  uid: number | undefined;
  gid: number | undefined;
}

export interface Ended {
  code: number | null;
  /** The program's output, both streams. */
  output: string;
}

/** The environment without PG… variables, which would change what the programs do, and in English, to parse the output. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/** Runs one of the server's programs to its end. `inherited` is passed on as an open file. */
export function run(
  serverHome: ServerHome,
  program: 'initdb' | 'pg_ctl' | 'postgres',
  args: readonly string[],
  inherited?: number,
): Promise<Ended> {
  const [command = '', ...rest] = [
    ...serverHome.prefix,
    path.join(serverHome.native, 'bin', program),
    ...args,
  ];
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
  if (inherited !== undefined) stdio.push(inherited);
  const { uid, gid } = serverHome;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, rest, { stdio, uid, gid, cwd: '/', env: environment(), windowsHide: true });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', (error) => resolve({ code: null, output: output + error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
