/** PostgreSQL could not do what was asked. The message says what to do and never holds a credential. */
export class PostgresFailure extends Error {
  override name = 'PostgresFailure';
}
