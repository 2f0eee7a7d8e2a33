/** A valid parameter name. Any other text before a `=` may be part of a password. */
const NAME = /^[A-Za-z][\w.-]*$/;

/**
 * What is wrong with a connection URL that can be parsed, but not as its author meant it: an unencoded `@`, `/`, `?`
 * or `#` in the user or password shifts the host, the database or the parameters. The message contains no part of the
 * URL.
 */
export function misread({ username, pathname, searchParams, hash }: URL): string | undefined {
  if (hash !== '') return 'It contains a `#`';
  if (pathname.includes('@')) return 'The name of the database contains an `@`';
  if (pathname.replace(/\/+$/, '').lastIndexOf('/') > 0) return 'The name of the database contains a `/`';
  for (const [name, value] of searchParams) {
    if (!NAME.test(name)) return 'The text after the `?` is not a list of parameters';
    // `user:w?a=b@host/db`
    if (username === '' && /@[^/]*\//.test(value)) return 'There is an `@` after the `?`';
  }
  return undefined;
}
