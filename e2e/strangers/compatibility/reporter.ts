import fs from 'node:fs';
import path from 'node:path';
import type { AggregatedResult } from '@jest/reporters';
import { type Tried, takeRecords } from './record';

const file = path.resolve(__dirname, '../../../docs/compatibility.md');
const table = /(?<=<!-- tried -->\n)[\s\S]*(?=<!-- end -->)/;

/** Writes the table of docs/compatibility.md when every application of a complete run passed. */
export default class CompatibilityReporter {
  readonly #run = String(process.pid);

  onRunStart(): void {
    process.env.PRISMOSAIC_COMPATIBILITY = this.#run;
  }

  onRunComplete(_: unknown, result: AggregatedResult): void {
    const text = tableOf(takeRecords(this.#run));
    process.stdout.write(`\n${text}\n`);
    // Its `success` is not known yet.
    const unproven = result.numFailedTests + result.numPendingTests + result.numRuntimeErrorTestSuites;
    if (unproven > 0 || process.env.ONLY_NODE !== undefined) return;
    fs.writeFileSync(
      file,
      fs.readFileSync(file, 'utf8').replace(table, () => text),
    );
  }
}

function tableOf(all: readonly Tried[]): string {
  const rows = all.map(
    ({ node, nest, bundler, prisma }) => `| ${node} | ${nest} | ${bundler} | ${prisma} |\n`,
  );
  return `| Node | NestJS | bundler | Prisma |\n|---|---|---|---|\n${rows.join('')}`;
}
