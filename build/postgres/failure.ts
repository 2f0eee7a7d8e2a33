/** PostgreSQL failed. The message says what to do and never contains a credential. */
export class PostgresFailure extends Error {
  override name = 'PostgresFailure';
}

/** Whether an error has one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    codes.includes(error.code)
  );
}
