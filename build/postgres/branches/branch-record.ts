import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gitHead } from './git-head';

/** The git branches that have their own databases. */
export interface BranchRecord {
  /** By branch name: whether its databases are used or only kept, and whether all of them were created. */
  branches: Record<string, { used: boolean; whole: boolean }>;
  /** The branch to use when none is checked out, and outside git. */
  chosen?: string | undefined;
}

/** PostgreSQL truncates longer names. */
const LONGEST = 63;

/** The record's path in a checkout. */
export function branchFile(root: string): string {
  return path.join(root, '.prismosaic', 'postgres', 'branches.json');
}

export function readBranches(root: string): BranchRecord {
  const file = branchFile(root);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { branches: {} };
}

/** Writes the record completely or not at all. */
export function writeBranches(root: string, record: BranchRecord): void {
  const file = branchFile(root);
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(record, undefined, 2)}\n`);
  fs.renameSync(`${file}.new`, file);
}

/** Returns the branch that is checked out; outside git, the one that was chosen. */
export function currentBranch(root: string): string | undefined {
  const head = gitHead(root);
  return head.kind === 'branch' ? head.name : readBranches(root).chosen;
}

/** Returns the branch whose own databases are in use now; undefined for the shared ones. */
export function branchInUse(root: string): string | undefined {
  const branch = currentBranch(root);
  const { branches } = readBranches(root);
  return branch !== undefined && Object.hasOwn(branches, branch) && branches[branch]?.used
    ? branch
    : undefined;
}

/**
 * Returns the name of a branch's own database on the server. It is unique among all branches and shared databases, for
 * any branch name.
 */
export function databaseOfBranch(shared: string, branch: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([shared, branch]))
    .digest('hex')
    .slice(0, 16);
  const words = `${branch}_${shared}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return `branch_${hash}_${words}`.slice(0, LONGEST);
}
