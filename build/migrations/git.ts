import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checksumsOf } from './history';

const run = promisify(execFile);
const PATIENCE = 3_000;
/** How many branches and commits to check. */
const MOST = 20;

/** Returns git's output; undefined without git, outside a repository, or when it takes too long. */
async function git(root: string, ...args: string[]): Promise<Buffer | undefined> {
  try {
    const options = { cwd: root, timeout: PATIENCE, encoding: 'buffer' as const, maxBuffer: 16 << 20 };
    return (await run('git', args, options)).stdout;
  } catch {
    return undefined;
  }
}

async function lines(root: string, ...args: string[]): Promise<string[]> {
  const output = await git(root, ...args);
  return output?.toString('utf8').split('\n').filter(Boolean) ?? [];
}

/** Finds a local branch that has all of these files. */
export async function branchWith(root: string, files: readonly string[]): Promise<string | undefined> {
  const branches = await lines(root, 'branch', '--sort=-committerdate', '--format=%(refname:short)');
  for (const branch of branches.slice(0, MOST)) {
    const there = await lines(root, 'ls-tree', '--name-only', branch, '--', ...files);
    if (there.length === files.length) return branch;
  }
  return undefined;
}

/** Finds a commit in which a file has the checksum. */
export async function commitWith(root: string, file: string, checksum: string): Promise<string | undefined> {
  for (const commit of await lines(root, 'log', `-${MOST}`, '--format=%h', '--', file)) {
    const text = await git(root, 'show', `${commit}:./${file}`);
    if (text !== undefined && checksumsOf(text).includes(checksum)) return commit;
  }
  return undefined;
}
