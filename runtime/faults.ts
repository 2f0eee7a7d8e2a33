/**
 * What Prisma's errors mean. The driver's message is in `meta.driverAdapterError.cause`; other errors have the older
 * shape, with `meta.target`. Only this file reads the two.
 */
export interface DatabaseFault {
  kind: 'unreachable' | 'busy' | 'slow' | 'refused' | 'not-migrated' | 'unique' | 'other';
  /** PostgreSQL's or the network's message, for the log. */
  reason: string;
}

interface Cause {
  kind?: string;
  code?: string;
  originalCode?: string;
  originalMessage?: string;
  message?: string;
  reason?: string;
  constraint?: { fields?: string[]; index?: string };
}

/** What went wrong with the database, or undefined when the error is not the database's. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = causeOf(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const reason = cause?.originalMessage ?? cause?.message ?? cause?.reason ?? lastLine(error.message);
  const state = cause?.originalCode ?? cause?.code;

  if (code === 'P2021' || code === 'P2022' || state === '42P01' || state === '42703') {
    return { kind: 'not-migrated', reason };
  }
  if (code === 'P2002') return { kind: 'unique', reason };
  // Cancelled at statement_timeout or lock_timeout, or ended as an idle transaction.
  if (state !== undefined && /^(57014|55P03|25P03)$/.test(state)) return { kind: 'slow', reason };
  // A server that is starting, stopping or full accepts connections later.
  if (state !== undefined && /^(57P0[123]|53300|08...)$/.test(state)) return { kind: 'unreachable', reason };
  if (state !== undefined && /^(28...|3D000)$/.test(state)) return { kind: 'refused', reason };
  if (cause?.kind === 'TlsConnectionError' || error.message.startsWith('SASL'))
    return { kind: 'refused', reason };
  if (cause?.kind !== undefined && NETWORK.has(cause.kind)) return { kind: 'unreachable', reason };
  if (isWaitOver(error, code)) return { kind: 'busy', reason };
  if (/^Connection terminated|^timeout expired$/.test(error.message)) return { kind: 'unreachable', reason };
  return code?.startsWith('P') === true ? { kind: 'other', reason } : undefined;
}

/** No connection became free in time: the database is up, but busy. */
function isWaitOver({ message }: Error, code: string | undefined): boolean {
  if (code === 'P2028') return message.includes('Unable to start a transaction in the given time');
  return code === 'P2024' || message.includes('timeout exceeded when trying to connect');
}

const NETWORK = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);

function causeOf(error: Error): Cause | undefined {
  if (!('meta' in error) || typeof error.meta !== 'object' || error.meta === null) return undefined;
  const meta: { driverAdapterError?: { cause?: Cause } } = error.meta;
  return meta.driverAdapterError?.cause;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? text;
}
