import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { noteIn } from '../process/notes';

const TIDYING = 'Waiting for the database server to drop the shadow database.\n';
/** ms after the end of the conversation until it reports what it waits for. */
const LONG = 3_000;

/**
 * Makes sure that this process does not end with status 0 after its engine has died: the command line alone would
 * often take silence for success. Reports when the engine still cleans up a while after the last answer.
 * @param answersByStatus for the short commands, whose status 1 is an answer.
 */
export function watchEngine(child: ChildProcess, { answersByStatus }: { answersByStatus: boolean }): void {
  if (child.stderr !== null) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const text = noteIn(line);
      if (text !== undefined) process.stderr.write(`${text}\n`);
    });
  }
  let waiting: NodeJS.Timeout | undefined;
  child.stdin?.once('finish', () => {
    if (answersByStatus) return;
    waiting = setTimeout(() => process.stderr.write(TIDYING), LONG).unref();
  });
  child.once('exit', (code, signal) => {
    clearTimeout(waiting);
    const dismissed = child.killed && signal === 'SIGTERM';
    const answered = code === 0 || (code === 1 && answersByStatus);
    if (answered || dismissed) return;
    process.stderr.write(
      `The schema engine exited before its work was done (${signal ?? `status ${code}`}).\n`,
    );
    process.exitCode ||= 1;
    process.once('exit', (status) => {
      if (status === 0) process.exitCode = 1;
    });
  });
}
