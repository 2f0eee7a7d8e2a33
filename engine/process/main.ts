import { engineHash } from '../engine/wasm/load-wasm';
import { readArguments, STAND_BY, WITH_SHADOW } from './arguments';
import { startLightly } from './light-start';

/** The engine as a program: what Prisma's command line starts. */
export async function main(argv: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  startLightly();
  if (argv[0] === STAND_BY) {
    const { standBy } = await import('./stand-by');
    return standBy(argv.includes(WITH_SHADOW));
  }
  const call = readArguments(argv, environment);
  if (call.kind === 'version') {
    process.stdout.write(`schema-engine-cli ${engineHash()}\n`);
  } else if (call.kind === 'command') {
    const { answerCommand } = await import('./commands');
    const { status, log } = await answerCommand(call.command, call.url);
    process.stderr.write(log);
    process.exitCode = status;
  } else {
    const { serve } = await import('./serve');
    await serve(call.datasource, call.schema);
  }
}
