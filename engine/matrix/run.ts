import { execSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { availableBinaries } from '../testing/binaries';
import { PostgresServer } from '../testing/postgres-server';
import { Bench, type Cell } from './cell';
import { situationCells } from './situations/cells';
import { showTable } from './table';

/** The outcome of a cell on one server. */
export interface Outcome {
  cell: Cell;
  version: string;
  error?: unknown;
  seconds: number;
}

/** ms for one cell, so that one that hangs is reported by its name. The longest take 40 s. */
const LIMIT = 300_000;

const folder = path.join(__dirname, 'cells');

function loadCells(words: string[]): Cell[] {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'));
  const cells = files.flatMap((file): Cell[] => require(path.join(folder, file)).cells);
  const named = ({ suite = 'cells', command, situation }: Cell) => `${suite} ${command} ${situation}`;
  return [...cells, ...situationCells()].filter((cell) => words.every((word) => named(cell).includes(word)));
}

/** Which rows to run. */
export interface Choice {
  /** A row has all of them in its suite, command or situation. */
  words: string[];
  /** Of the rows of a server, one in so many. */
  every: number;
  /** Another version of Prisma's command line. @default the checkout's */
  prisma?: string;
}

/** Reads the arguments. Throws when one is wrong. */
export function readChoice(args: string[]): Choice {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { every: { type: 'string', default: '1' }, prisma: { type: 'string' } },
  });
  const every = Number(values.every);
  if (!Number.isInteger(every) || every < 1) throw new Error('--every takes a whole number from 1.');
  return { words: positionals, every, ...(values.prisma === undefined ? {} : { prisma: values.prisma }) };
}

/** Runs the chosen cells on all servers, and prints the table. Returns the exit status. */
export async function main(args: string[]): Promise<number> {
  const { words, every, prisma } = readChoice(args);
  if (prisma !== undefined) process.env.PRISMA_UNDER_TEST = installPrisma(prisma);
  const cells = loadCells(words);
  if (cells.length === 0) {
    process.stderr.write(
      `No row has all of these words in its suite, command and situation: ${words.join(', ')}\n`,
    );
    return 1;
  }
  const servers = await Promise.all(availableBinaries().map((binaries) => PostgresServer.start(binaries)));
  try {
    const jobs = servers.flatMap((server, index) =>
      cells
        .filter((cell) => index === 0 || !cell.anyServer)
        // Neighbours are alike, so one in so many still meets each kind.
        .filter((_cell, place) => place % every === 0)
        .map((cell) => ({ server, cell })),
    );
    const progress = new Progress(jobs.length);
    const outcomes = await inParallel(jobs, async ({ server, cell }, index) => {
      const outcome = await runCell(server, cell, `cell_${index}`);
      progress.add(outcome);
      return outcome;
    });
    process.stdout.write(
      showTable(
        cells.filter((cell) => jobs.some((job) => job.cell === cell)),
        servers.map(({ version }) => version),
        outcomes,
      ),
    );
    return outcomes.some(({ error }) => error !== undefined) ? 1 : 0;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Installs a version of Prisma's command line, and returns its program. */
function installPrisma(version: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `prisma-${version}-`));
  const command = `npm install --prefix "${folder}" --ignore-scripts --no-audit --no-fund prisma@${version}`;
  execSync(command, { stdio: ['ignore', 'ignore', 'inherit'] });
  return path.join(folder, 'node_modules/prisma/build/index.js');
}

/** A line for each failure as it happens, and for each fifty cells: the whole run takes many minutes. */
class Progress {
  private done = 0;

  constructor(private readonly all: number) {}

  add({ cell: { command, situation }, version, error }: Outcome): void {
    this.done += 1;
    if (error !== undefined)
      process.stderr.write(`failed: ${command}, ${situation} (PostgreSQL ${version})\n`);
    if (this.done % 50 === 0 || this.done === this.all) {
      process.stderr.write(`${this.done} of ${this.all} cells\n`);
    }
  }
}

async function runCell(server: PostgresServer, cell: Cell, database: string): Promise<Outcome> {
  const { version } = server;
  const started = Date.now();
  const bench = new Bench(server, database);
  const seconds = () => (Date.now() - started) / 1000;
  try {
    await server.createDatabase(database);
    await within(LIMIT, cell.run(bench));
    bench.clear();
    return { cell, version, seconds: seconds() };
  } catch (error) {
    return { cell, version, error, seconds: seconds() };
  } finally {
    await bench.stop();
  }
}

async function within(limit: number, run: Promise<void>): Promise<void> {
  const over = new AbortController();
  const late = pause(limit, undefined, { signal: over.signal }).then(() => {
    throw new Error(`It did not finish within ${limit / 1000} s.`);
  });
  late.catch(() => undefined);
  try {
    await Promise.race([run, late]);
  } finally {
    over.abort();
  }
}

/** One more at once than there are cores: a command mostly needs the CPU, and sometimes waits for a lock or the disk. */
async function inParallel<Job, Result>(
  jobs: Job[],
  work: (job: Job, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const index = next;
      next += 1;
      const job = jobs[index];
      if (job !== undefined) results[index] = await work(job, index);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, os.availableParallelism()) + 1 }, worker));
  return results;
}
