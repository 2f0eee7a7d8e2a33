import os from 'node:os';
import { checkOnce } from './check-once';
import { checkWhileWatching, type TypeWatch } from './check-while-watching';
import type { Begin, FromChecker, ToChecker } from './messages';
import { typescriptOf } from './typescript-of';

/** Does in this process what the parent asks for. It ends with the parent. */
export function serveChecks(): void {
  let watch: TypeWatch | undefined;
  let turn = 0;
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches the whole group: the parent decides when this ends.
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
      say({ failed: error instanceof Error ? error.message : String(error) });
    }
  });
}

function begin(asked: Begin, turn: () => number): TypeWatch | undefined {
  const typescript = typescriptOf(asked.root);
  if (!asked.watch) {
    say({ checked: { turn: turn(), diagnostics: checkOnce(typescript, asked) } });
    return undefined;
  }
  // The bundler and the server come first.
  os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  return checkWhileWatching(typescript, asked, (diagnostics) => {
    say({ checked: { turn: turn(), diagnostics } });
  });
}

function say(message: FromChecker): void {
  process.send?.(message);
}
