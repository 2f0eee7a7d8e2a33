import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The versions of one application whose life was tried. */
export interface Tried {
  node: string;
  nest: string;
  bundler: string;
  prisma: string;
}

// Jest runs a test in another process than its reporters.
const file = (run: string) => path.join(os.tmpdir(), `prismosaic-compatibility-${run}.jsonl`);

/** Keeps what a test has tried for the table. */
export function record(tried: Tried, run = process.env.PRISMOSAIC_COMPATIBILITY ?? ''): void {
  fs.appendFileSync(file(run), `${JSON.stringify(tried)}\n`);
}

/** Returns what the tests of a run have recorded, and forgets it. */
export function takeRecords(run: string): Tried[] {
  if (!fs.existsSync(file(run))) return [];
  const lines = fs.readFileSync(file(run), 'utf8').trim().split('\n');
  fs.rmSync(file(run));
  return lines.map((line) => JSON.parse(line));
}
