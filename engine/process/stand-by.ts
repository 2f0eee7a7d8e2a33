import { on } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { Ahead } from '../engine/ahead';
import { preloadEngine } from '../engine/wasm/load-wasm';
import type { Orders } from '../host/standby/standby';
import { readArguments } from './arguments';
import { answerCommand } from './commands';
import { Signals } from './signals';

/** The last one loads everything that is needed; the others split this into smaller parts. */
const PARTS = [
  async () => preloadEngine(),
  () => import('@prisma/driver-adapter-utils'),
  () => import('../adapter/adapter'),
  () => import('../engine/session'),
  () => import('./serve'),
];

/**
 * Loads what the work will need and waits for orders. It answers short commands by message, and waits for the next
 * order after each; the conversation is the last order. Ends with the process that gives the orders.
 * @param shadow whether the conversation will start with a shadow database.
 */
export async function standBy(shadow: boolean): Promise<void> {
  const incoming = on(process, 'message');
  // Until the conversation starts there is nothing to clean up.
  const leave = () => process.exit(0);
  process.once('disconnect', leave);
  const ahead = new Ahead(shadow);
  let busy: Promise<unknown> = Promise.resolve();
  void loadInParts(() => busy);
  for await (const [message] of incoming) {
    const orders: Orders = message;
    takeOver(orders);
    const call = readArguments(orders.args, process.env);
    if (call.kind === 'command') {
      busy = answerCommand(call.command, call.url, (url) => ahead.open(url)).then((answer) => {
        process.send?.(answer);
        return ahead.settled();
      });
    } else if (call.kind === 'serve') {
      process.off('disconnect', leave);
      process.disconnect();
      // A shadow database is created before the conversation is served: it must be dropped, whatever ends this
      // process.
      const signals = new Signals();
      const opened = await ahead.handOver(call.datasource);
      const { serve } = await import('./serve');
      return serve(call.datasource, call.schema, opened, signals);
    }
  }
}

/** Loads all parts, and pauses while a command is at work. */
async function loadInParts(busy: () => Promise<unknown>): Promise<void> {
  for (const load of PARTS) {
    await turn();
    await busy();
    await load();
  }
}

/** Changes this process as if it had been started for these orders. */
function takeOver({ environment, folder }: Orders): void {
  process.chdir(folder);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}
