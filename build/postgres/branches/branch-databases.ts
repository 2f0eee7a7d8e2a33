import { escapeIdentifier } from 'pg';
import type { EmbeddedPostgres } from '../embedded';
import { hasCode, PostgresFailure } from '../failure';
import type { ServerRecord } from '../roles/record';
import { hasDatabase, makeDatabase, superuserClient } from '../roles/roles';
import { branchInUse, currentBranch, databaseOfBranch, readBranches, writeBranches } from './branch-record';
import { copyDatabase } from './copy-database';
import { gitHead } from './git-head';

/** The data of a branch's new databases: none, that of the shared databases, or that of another branch. */
export type Source = { kind: 'empty' } | { kind: 'shared' } | { kind: 'branch'; branch: string };

export interface ListedBranch {
  branch: string;
  /** Whether all commands use its own databases when it is checked out. */
  used: boolean;
  /** Whether they are in use now. */
  current: boolean;
}

const IN_USE = '55006';

/** Databases for git branches on the embedded server of a checkout, besides the shared ones. */
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

  /** Returns the named branch, or the one that is checked out. Throws {@link PostgresFailure} when there is none. */
  meant(named: string | undefined): string {
    const branch = named ?? currentBranch(this.root);
    if (branch !== undefined) return branch;
    const why =
      gitHead(this.root).kind === 'no-git' ? 'This is not a git repository' : 'No git branch is checked out';
    throw new PostgresFailure(`${why}. Give the database a name: npx prismosaic db branch <name>`);
  }

  /**
   * Gives a branch its own databases, which all commands use from now on when the branch is checked out. Reuses
   * existing ones as they are. Resolves with whether they were made or kept. Throws {@link PostgresFailure}.
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

  /** Makes the branch use the shared databases again, and keeps its own. Throws {@link PostgresFailure} when it has none. */
  share(branch: string): void {
    this.#require(branch);
    this.#write(branch, { used: false, whole: true });
  }

  /** Deletes a branch's databases; it then uses the shared ones. Throws {@link PostgresFailure}, also while they are in use. */
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
      // The record was deleted, but the data still exists.
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
      `The branch ${branch} does not have its own database. ${known === '' ? 'No branch has' : `These have: ${known}`}.`,
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
      `The database of the branch ${branch} is in use. Stop what uses it (a server, a test run) and run this again.`,
    );
  } finally {
    await client.end();
  }
}
