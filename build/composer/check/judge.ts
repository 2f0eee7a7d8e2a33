import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { forgetPrisma, prisma } from './prisma';

/** A file of a schema: its name and text. */
export type SchemaFile = readonly [name: string, text: string];

/** An error as Prisma's own schema engine reports it; the offsets count UTF-16 units. */
export interface PrismaError {
  file_name: string;
  start: number;
  end: number;
  text: string;
  is_warning: boolean;
}

/** Prisma gave no result: it crashed on the schema, or did not finish in time. */
export interface NoJudgement {
  reason: string;
  /** The files that cause it on their own; none when only several together cause it. */
  files: string[];
}

/** A longer file is checked in a thread that can be ended: Prisma's time grows with the square of the errors. */
const longFile = 128 * 1024;

/** How long a thread may take, in ms: far more than any valid schema needs. */
const patience = 5_000;

/** Has Prisma check a schema: all of its errors at once. Never throws, and always ends. */
export async function judge(
  files: readonly SchemaFile[],
  limit = patience,
): Promise<PrismaError[] | NoJudgement> {
  if (!files.some(([, text]) => text.length > longFile)) return judgeHere(files);
  const judged = await judgeInThread(files, limit);
  if (Array.isArray(judged)) return judged;
  return { ...judged, files: files.filter(([, text]) => text.length > longFile).map(([name]) => name) };
}

/** The same in this thread, for schemas of the usual size. */
export function judgeHere(files: readonly SchemaFile[]): PrismaError[] | NoJudgement {
  const judged = tryToJudge(files);
  if (Array.isArray(judged)) return judged;
  const culprits = files.filter((file) => !Array.isArray(tryToJudge([file])));
  return { ...judged, files: culprits.map(([name]) => name) };
}

function tryToJudge(files: readonly SchemaFile[]): PrismaError[] | NoJudgement {
  try {
    return JSON.parse(prisma().lint(JSON.stringify(files)));
  } catch (error) {
    forgetPrisma();
    return { reason: `it crashed: ${error instanceof Error ? error.message : error}`, files: [] };
  }
}

function judgeInThread(files: readonly SchemaFile[], limit: number): Promise<PrismaError[] | NoJudgement> {
  const thread = new Worker(path.join(__dirname, 'judge-in-thread.js'), { workerData: files });
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => settle({ reason: `it took more than ${limit / 1000} s`, files: [] }),
      limit,
    );
    const settle = (judged: PrismaError[] | NoJudgement): void => {
      clearTimeout(timer);
      void thread.terminate();
      resolve(judged);
    };
    thread.once('message', settle);
    thread.once('error', ({ message }) => settle({ reason: `it crashed: ${message}`, files: [] }));
  });
}
