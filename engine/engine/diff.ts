import type * as Wasm from '@prisma/schema-engine-wasm';
import { schemaContextOf } from './generated/default-schemas';
import type { EngineSession } from './session';

/** What `diff` answers, and the text that the command line is to print. */
export interface Printed {
  print: string;
  result: { exitCode: number };
}

/** Compares two schemas. Only the two targets decide whether a database is needed. */
export async function diff(session: EngineSession, parameters: Wasm.DiffParams): Promise<Printed> {
  const live = [parameters.from.tag, parameters.to.tag].includes('schemaDatasource');
  const engine = live ? await session.engine() : await session.offlineEngine();
  const { exitCode, stdout } = await engine.diff(parameters);
  const text = parameters.script ? session.clean(stdout ?? '', schemaContextOf(parameters)) : (stdout ?? '');
  return { print: text.replace(/\n$/, ''), result: { exitCode } };
}

/** Whether a result comes with a text to print. */
export function isPrinted(result: unknown): result is Printed {
  return typeof result === 'object' && result !== null && 'print' in result && 'result' in result;
}
