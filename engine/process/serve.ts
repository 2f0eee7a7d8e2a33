import type { Opened } from '../engine/ahead';
import type { Datasource } from '../engine/datasource';
import { isPrinted } from '../engine/diff';
import { type Method, methods, type Parameters } from '../engine/methods';
import { EngineSession, type SchemaFile } from '../engine/session';
import { preloadEngine } from '../engine/wasm/load-wasm';
import { UserFacingError } from '../errors/user-facing-error';
import { note } from './notes';
import { Protocol, type Request, UnknownMethodError } from './protocol';
import { Signals } from './signals';

/** Longest wait, in ms, for the server to stop a statement when a request is interrupted. */
const CUT_OFF = 4_000;
/**
 * The same after all requests were answered: dropping a shadow database takes as long as the server's disk and locks
 * need. If it takes longer, the server finishes it without this process.
 */
const TIDY_UP = 120_000;
/** Signals of a user who does not want to wait. Prisma itself stops an engine with SIGTERM. */
const IMPATIENT: readonly NodeJS.Signals[] = ['SIGINT', 'SIGHUP'];

type Known = { [M in Method]: { method: M; params: Parameters[M] } }[Method];

function isKnown(request: { method: string }): request is Known {
  return Object.hasOwn(methods, request.method);
}

/**
 * Serves the command line until its end of the pipe closes.
 * @param opened what is already open.
 * @param signals received since before that.
 */
export async function serve(
  datasource: Datasource,
  schema: SchemaFile[],
  opened: Opened = {},
  signals = new Signals(),
): Promise<void> {
  preloadEngine();
  const begins = (migration: string) => void protocol.print(`Applying migration \`${migration}\``);
  const session = new EngineSession(datasource, schema, opened, begins, note);
  const protocol: Protocol = new Protocol(process.stdout, async (request: Request) => {
    if (!isKnown(request))
      throw new UnknownMethodError(`The schema engine does not know the method \`${request.method}\`.`);
    const result = await session.call(request.method, request.params);
    if (!isPrinted(result)) return result;
    await protocol.print(result.print);
    return result.result;
  });

  let ending = false;
  const end = async (error: unknown) => {
    if (ending) return;
    ending = true;
    const failed = protocol.busy;
    // An answered request is a success, however long the cleanup takes.
    const status = failed ? 1 : 0;
    setTimeout(() => process.exit(status), failed ? CUT_OFF : TIDY_UP).unref();
    await (failed ? session.abort() : session.close());
    protocol.failAll(error);
    process.stdout.write('', () => process.exit(status));
  };
  const interrupted = (by: string) =>
    new UserFacingError(
      undefined,
      `The schema engine was interrupted (${by}). \`npx prisma migrate status\` shows what was applied.`,
    );

  signals.listen((signal) => {
    if (ending && !protocol.busy && IMPATIENT.includes(signal)) process.exit(0);
    void end(interrupted(signal));
  });
  process.on('uncaughtException', (error) => end(session.describe(error)));
  process.on('unhandledRejection', (error) => end(session.describe(error)));
  // The command line can't receive an answer any more.
  process.stdout.on('error', () => end(interrupted('the command line has exited')));
  await protocol.read(process.stdin);
  await end(interrupted('the command line has exited'));
}
