import type { ChildProcess } from 'node:child_process';

/**
 * Sees to it that this process does not end with status 0 after its engine has died: the command line alone would
 * often take silence for success.
 * @param answersByStatus for the short commands, whose status 1 is an answer.
 */
export function watchEngine(child: ChildProcess, { answersByStatus }: { answersByStatus: boolean }): void {
  child.once('exit', (code, signal) => {
    const dismissed = child.killed && signal === 'SIGTERM';
    const answered = code === 0 || (code === 1 && answersByStatus);
    if (answered || dismissed) return;
    process.stderr.write(
      `The schema engine has ended before its work was done (${signal ?? `status ${code}`}).\n`,
    );
    process.exitCode ||= 1;
    process.once('exit', (status) => {
      if (status === 0) process.exitCode = 1;
    });
  });
}
