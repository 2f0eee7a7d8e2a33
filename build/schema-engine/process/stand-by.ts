import type { Orders } from '../host/standby';

type Main = (argv: string[], environment: NodeJS.ProcessEnv) => Promise<void>;

/** Loads what the work will need, waits for the orders, and carries them out. Ends with the process that has them. */
export async function standBy(work: string | undefined, main: Main): Promise<void> {
  const leave = () => process.exit(0);
  process.once('disconnect', leave);
  const orders = new Promise<Orders>((resolve) =>
    process.once('message', (message: Orders) => resolve(message)),
  );
  if (work === 'serve') {
    await import('./serve');
    const { loadEngine } = await import('../engine/load-wasm');
    loadEngine();
  } else {
    await import('./commands');
  }
  const { args, environment, folder } = await orders;
  process.off('disconnect', leave);
  process.disconnect();
  process.chdir(folder);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  await main(args, process.env);
}
