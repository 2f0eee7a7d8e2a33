/** PostgreSQL could not do what was asked. The message says what to do and never holds a credential. */
export class PostgresFailure extends Error {
  override name = 'PostgresFailure';
}

/** Whether the operating system's error is one of these. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    codes.includes(error.code)
  );
}
