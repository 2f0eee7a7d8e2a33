import { engineHash } from '../engine/load-wasm';
import { readArguments, STAND_BY } from './arguments';

/** The engine as a program: what Prisma's command line starts. */
export async function main(argv: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  if (argv[0] === STAND_BY) {
    const { standBy } = await import('./stand-by');
    return standBy(argv[1], main);
  }
  const call = readArguments(argv, environment);
  if (call.kind === 'version') {
    process.stdout.write(`schema-engine-cli ${engineHash()}\n`);
  } else if (call.kind === 'command') {
    const { runCommand } = await import('./commands');
    process.exitCode = await runCommand(call.command, call.url);
  } else {
    const { serve } = await import('./serve');
    await serve(call.datasource, call.schema);
  }
}
