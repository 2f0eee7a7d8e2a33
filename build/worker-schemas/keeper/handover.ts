import { channel } from 'node:diagnostics_channel';
import fs from 'node:fs';
import path from 'node:path';
import { TestSetupError } from '../test-setup-error';
import type { WorkerAddresses } from '../worker-address';

/** What the keeper gives the workers of a run. */
export type Answer = { databases: readonly WorkerAddresses[] } | { error: string };

/** How often to look, in ms. */
const PAUSE_MS = 2;
const ALIVE_EVERY = 100;
/** For a file system that reports nothing. */
const POLL_MS = 200;

const asked = (folder: string) => path.join(folder, 'asked');
const answered = (folder: string) => path.join(folder, 'answer.json');
const kept = (folder: string) => path.join(folder, 'keeper');

/** Reaches the test runner where the tests run in its own process, which is blocked while they wait. */
const questions = channel('prismosaic:test-databases');

/** Whether a worker of the run has asked for its addresses. */
export function wasAsked(folder: string): boolean {
  return fs.existsSync(asked(folder));
}

/**
 * The addresses of a run, for one of its workers. Blocks this thread while the keeper prepares the databases: whoever
 * reads a variable of the environment can't await. Throws {@link TestSetupError}.
 *
 * @param folder of the run, absolute
 * @param runner the test runner's process
 */
export function askForAddresses(folder: string, runner: number): readonly WorkerAddresses[] {
  const never = new Int32Array(new SharedArrayBuffer(4));
  if (!wasAsked(folder)) ask(folder);
  for (let round = 0; !fs.existsSync(answered(folder)); round++) {
    if (round % ALIVE_EVERY === ALIVE_EVERY - 1 && !(isAlive(runner) && keeperIsAlive(folder))) {
      throw new TestSetupError(
        'The process that prepares the test databases has ended. Run the tests again.',
      );
    }
    Atomics.wait(never, 0, 0, PAUSE_MS);
  }
  const answer: Answer = JSON.parse(fs.readFileSync(answered(folder), 'utf8'));
  if ('error' in answer) throw new TestSetupError(answer.error);
  return answer.databases;
}

function ask(folder: string): void {
  if (!fs.existsSync(folder)) throw new TestSetupError('The test run has ended.');
  fs.writeFileSync(asked(folder), '');
  questions.publish(folder);
}

function keeperIsAlive(folder: string): boolean {
  const file = kept(folder);
  return !fs.existsSync(file) || isAlive(Number(fs.readFileSync(file, 'utf8')));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * For the runner: calls back once when a worker asks. The returned function ends it. Does not keep the process alive.
 */
export function onceAsked(folder: string, work: () => void): () => void {
  const look = () => {
    if (!wasAsked(folder)) return;
    end();
    work();
  };
  const watcher = fs.watch(folder, { persistent: false }, look).on('error', () => undefined);
  const timer = setInterval(look, POLL_MS).unref();
  questions.subscribe(look);
  const end = () => {
    watcher.close();
    clearInterval(timer);
    questions.unsubscribe(look);
  };
  return end;
}

/** For the runner: who will answer. */
export function noteKeeper(folder: string, pid: number): void {
  fs.writeFileSync(kept(folder), String(pid));
}

/** For the keeper. No other user may read it: it has the workers' passwords. */
export function giveAnswer(folder: string, answer: Answer): void {
  const file = answered(folder);
  fs.writeFileSync(`${file}.new`, JSON.stringify(answer), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}
