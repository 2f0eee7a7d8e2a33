import { databaseFailure } from './database-failure';
import { UserFacingError } from './user-facing-error';

/** What a message may contain about a connection: never the password. */
export interface ConnectionNames {
  user: string;
  host: string;
  port: number;
  database: string;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'ENOENT',
  'EACCES',
]);
const TLS = /certificate|SSL|TLS|ERR_OSSL|self.signed|unable to verify/i;

/** Prisma's code and words for a connection that could not be made. */
export function connectionFailure(error: unknown, names: ConnectionNames): UserFacingError {
  if (error instanceof UserFacingError) return error;
  const { code, message } = databaseFailure(error);
  const server = `\`${names.host}:${names.port}\``;
  switch (code) {
    case '28P01':
      return new UserFacingError(
        'P1000',
        `Authentication failed against database server, the provided database credentials for \`${names.user}\` are not valid.\n\nPlease make sure to provide valid database credentials for the database server at ${server}.`,
      );
    case '3D000':
      return new UserFacingError(
        'P1003',
        `Database \`${names.database}\` does not exist on the database server at ${server}.`,
      );
    case '28000':
    case '42501':
      return new UserFacingError(
        'P1010',
        `User \`${names.user}\` was denied access on the database \`${names.database}\`. ${message}`,
      );
    case '57P01':
    case '57P02':
      return new UserFacingError('P1017', 'Server has closed the connection.');
    case '57P03':
      return new UserFacingError('P1001', `Can't reach database server at ${server}\n\n${message}.`);
  }
  if (TLS.test(`${code} ${message}`))
    return new UserFacingError('P1011', `Error opening a TLS connection: ${message}`);
  if (/password must be a string|no password/i.test(message)) {
    return new UserFacingError(
      'P1000',
      `Authentication failed against database server, the database URL has no password for \`${names.user}\` and the server at ${server} requires one.`,
    );
  }
  if (
    (code !== undefined && UNREACHABLE.has(code)) ||
    /timeout|terminated unexpectedly|AggregateError/i.test(message) ||
    isAggregate(error)
  ) {
    return new UserFacingError(
      'P1001',
      `Can't reach database server at ${server}\n\nPlease make sure your database server is running at ${server}.`,
    );
  }
  return new UserFacingError(undefined, message);
}

/** Node tries each address of a name and then throws all their errors at once. */
function isAggregate(error: unknown): boolean {
  return error instanceof AggregateError;
}
