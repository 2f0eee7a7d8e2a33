import os from 'node:os';
import { checkOnce } from './check-once';
import { checkWhileWatching, type TypeWatch } from './check-while-watching';
import type { Begin, FromChecker, ToChecker } from './messages';
import { typescriptOf } from './typescript-of';

/** Checks types in this process as the parent asks. The process ends with the parent. */
export function serveChecks(): void {
  let watch: TypeWatch | undefined;
  let turn = 0;
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches the whole process group: the parent decides when this process ends.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('message', (message: ToChecker) => {
    try {
      if ('begin' in message) watch = begin(message.begin, () => turn);
      else if ('hold' in message) watch?.hold();
      else {
        turn = message.release.turn;
        watch?.release(message.release.changed);
      }
    } catch (error) {
      send({ failed: error instanceof Error ? error.message : String(error) });
    }
  });
}

function begin(asked: Begin, turn: () => number): TypeWatch | undefined {
  const typescript = typescriptOf(asked.root);
  if (!asked.watch) {
    send({ checked: { turn: turn(), diagnostics: checkOnce(typescript, asked) } });
    return undefined;
  }
  // The bundler and the server come first.
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  return checkWhileWatching(typescript, asked, (diagnostics) => {
    send({ checked: { turn: turn(), diagnostics } });
  });
}

function send(message: FromChecker): void {
  process.send?.(message);
}
