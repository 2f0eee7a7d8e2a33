import { on } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { Ahead } from '../engine/ahead';
import { preloadEngine } from '../engine/wasm/load-wasm';
import type { Orders } from '../host/standby/standby';
import { readArguments } from './arguments';
import { answerCommand } from './commands';
import { Signals } from './signals';

/** The last of them loads all that is needed; the others make that less at a time. */
const PARTS = [
  async () => preloadEngine(),
  () => import('@prisma/driver-adapter-utils'),
  () => import('../adapter/adapter'),
  () => import('../engine/session'),
  () => import('./serve'),
];

/**
 * Loads what the work will need and waits for orders. Short commands are answered by message, and after each it waits
 * on; the conversation is the last order. Ends with the process that has the orders.
 * @param shadow whether the conversation will begin with a shadow database.
 */
export async function standBy(shadow: boolean): Promise<void> {
  const incoming = on(process, 'message');
  // Until the conversation begins there is nothing to be put in order.
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
      // A shadow database will be on its way before it is served: it has to be dropped, whoever ends us.
      const signals = new Signals();
      const opened = await ahead.handOver(call.datasource);
      const { serve } = await import('./serve');
      return serve(call.datasource, call.schema, opened, signals);
    }
  }
}

/** Leaves the process to a command while that is at work. */
async function loadInParts(busy: () => Promise<unknown>): Promise<void> {
  for (const load of PARTS) {
    await turn();
    await busy();
    await load();
  }
}

/** Makes this process what it would be if it had been started for these orders. */
function takeOver({ environment, folder }: Orders): void {
  process.chdir(folder);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}
