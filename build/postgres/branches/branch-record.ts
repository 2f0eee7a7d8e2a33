import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gitHead } from './git-head';

/** Which git branches have databases of their own. */
export interface BranchRecord {
  /** By the branch's name: whether its databases are used, or only kept; and whether all of them were made. */
  branches: Record<string, { used: boolean; whole: boolean }>;
  /** What is used where no branch is checked out, and outside git. */
  chosen?: string | undefined;
}

/** PostgreSQL cuts longer names. */
const LONGEST = 63;

/** Where the record lies in a checkout. */
export function branchFile(root: string): string {
  return path.join(root, '.prismosaic', 'postgres', 'branches.json');
}

export function readBranches(root: string): BranchRecord {
  const file = branchFile(root);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { branches: {} };
}

/** Whole or not at all. */
export function writeBranches(root: string, record: BranchRecord): void {
  const file = branchFile(root);
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(record, undefined, 2)}\n`);
  fs.renameSync(`${file}.new`, file);
}

/** The branch that is checked out; outside git, the one that was chosen. */
export function currentBranch(root: string): string | undefined {
  const head = gitHead(root);
  return head.kind === 'branch' ? head.name : readBranches(root).chosen;
}

/** The branch whose own databases are used now; undefined when the shared ones are. */
export function branchInUse(root: string): string | undefined {
  const branch = currentBranch(root);
  const { branches } = readBranches(root);
  return branch !== undefined && Object.hasOwn(branches, branch) && branches[branch]?.used
    ? branch
    : undefined;
}

/**
 * What a branch's own database is called on the server. No two are called alike, nor like a shared one, whatever the
 * branches' names hold.
 */
export function databaseOfBranch(shared: string, branch: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([shared, branch]))
    .digest('hex')
    .slice(0, 16);
  const words = `${branch}_${shared}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return `branch_${hash}_${words}`.slice(0, LONGEST);
}
