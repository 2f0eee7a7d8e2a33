import { escapeIdentifier } from 'pg';
import type { EmbeddedPostgres } from '../embedded';
import { hasCode, PostgresFailure } from '../failure';
import type { ServerRecord } from '../roles/record';
import { hasDatabase, makeDatabase, superuserClient } from '../roles/roles';
import { branchInUse, currentBranch, databaseOfBranch, readBranches, writeBranches } from './branch-record';
import { copyDatabase } from './copy-database';
import { gitHead } from './git-head';

/** What the new databases of a branch hold: nothing, the shared databases' data, or those of another branch. */
export type Source = { kind: 'empty' } | { kind: 'shared' } | { kind: 'branch'; branch: string };

export interface ListedBranch {
  branch: string;
  /** Whether its own databases are used when it is checked out. */
  used: boolean;
  /** Whether they are used now. */
  current: boolean;
}

const IN_USE = '55006';

/** Databases for git branches on the embedded server of a checkout, beside the shared ones. */
export class BranchDatabases {
  /**
   * @param root the checkout's absolute path
   * @param shared the shared databases' names on the server
   */
  constructor(
    private readonly root: string,
    private readonly server: EmbeddedPostgres,
    private readonly shared: readonly string[],
  ) {}

  /** The branch that is meant when none is named. Throws {@link PostgresFailure} where none is checked out. */
  meant(named: string | undefined): string {
    const branch = named ?? currentBranch(this.root);
    if (branch !== undefined) return branch;
    const why =
      gitHead(this.root).kind === 'no-git' ? 'This is no git repository' : 'No git branch is checked out';
    throw new PostgresFailure(`${why}. Give the database a name: npx prismosaic db branch <name>`);
  }

  /**
   * Gives a branch databases of its own, which are used from now on whenever it is checked out. Those that it had
   * before are used again as they are. Answers whether they were made. Throws {@link PostgresFailure}.
   */
  async use(branch: string, source: Source | undefined): Promise<'made' | 'kept'> {
    const known = entryOf(this.root, branch);
    if (known?.whole && source !== undefined)
      throw new PostgresFailure(
        `The branch ${branch} has a database already. Delete it first: npx prismosaic db branch ${branch} --delete`,
      );
    if (!known?.whole) await this.#make(branch, source ?? { kind: 'shared' });
    this.#write(branch, { used: true, whole: true });
    return known?.whole ? 'kept' : 'made';
  }

  /** The branch uses the shared databases again; its own are kept. Throws {@link PostgresFailure} when it has none. */
  share(branch: string): void {
    this.#require(branch);
    this.#write(branch, { used: false, whole: true });
  }

  /** Deletes a branch's databases; it uses the shared ones then. Throws {@link PostgresFailure}, also while they are used. */
  async delete(branch: string): Promise<void> {
    this.#require(branch);
    const server = await this.server.claim();
    for (const name of this.shared) await drop(server, databaseOfBranch(name, branch), branch);
    const record = readBranches(this.root);
    delete record.branches[branch];
    if (record.chosen === branch) record.chosen = undefined;
    writeBranches(this.root, record);
  }

  list(): ListedBranch[] {
    const inUse = branchInUse(this.root);
    return Object.entries(readBranches(this.root).branches).map(([branch, { used }]) => ({
      branch,
      used,
      current: branch === inUse,
    }));
  }

  async #make(branch: string, source: Source): Promise<void> {
    if (source.kind === 'branch') this.#require(source.branch);
    const server = await this.server.claim();
    const interrupted = entryOf(this.root, branch) !== undefined;
    this.#write(branch, { used: false, whole: false });
    for (const name of this.shared) {
      const to = databaseOfBranch(name, branch);
      if (interrupted) await drop(server, to, branch);
      // The record was deleted, and the data are still there.
      if (await hasDatabase(server, to)) continue;
      const from = source.kind === 'branch' ? databaseOfBranch(name, source.branch) : name;
      if (source.kind === 'empty') await makeDatabase(server, to);
      else {
        await makeDatabase(server, from);
        await copyDatabase(server, from, to);
      }
    }
  }

  #require(branch: string): void {
    if (entryOf(this.root, branch) !== undefined) return;
    const known = Object.keys(readBranches(this.root).branches).join(', ');
    throw new PostgresFailure(
      `The branch ${branch} has no database of its own. ${known === '' ? 'No branch has' : `These have: ${known}`}.`,
    );
  }

  #write(branch: string, entry: { used: boolean; whole: boolean }): void {
    const record = readBranches(this.root);
    record.branches[branch] = entry;
    if (gitHead(this.root).kind !== 'branch') record.chosen = branch;
    writeBranches(this.root, record);
  }
}

function entryOf(root: string, branch: string) {
  const { branches } = readBranches(root);
  return Object.hasOwn(branches, branch) ? branches[branch] : undefined;
}

async function drop(server: ServerRecord, name: string, branch: string): Promise<void> {
  const client = superuserClient(server, 'postgres');
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`);
  } catch (error) {
    if (!hasCode(error, IN_USE)) throw error;
    throw new PostgresFailure(
      `The database of the branch ${branch} is in use. End what uses it (a server, a test run) and run this again.`,
    );
  } finally {
    await client.end();
  }
}
