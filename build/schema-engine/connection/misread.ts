/** A name as parameters have it. What else stands before a `=` may be a piece of a password. */
const NAME = /^[A-Za-z][\w.-]*$/;

/**
 * What is wrong with a connection URL that can be parsed, but not as its author meant it: an unencoded `@`, `/`, `?` or
 * `#` in the user or password moves the host, the database or the parameters elsewhere. Names no part of the URL.
 */
export function misread({ username, pathname, searchParams, hash }: URL): string | undefined {
  if (hash !== '') return 'It holds a `#`';
  if (pathname.includes('@')) return 'An `@` stands behind the host, in the name of the database';
  if (pathname.replace(/\/+$/, '').lastIndexOf('/') > 0) return 'A `/` stands in the name of the database';
  for (const [name, value] of searchParams) {
    if (!NAME.test(name)) return 'What stands behind the `?` are no parameters';
    // `user:w?a=b@host/db`
    if (username === '' && /@[^/]*\//.test(value)) return 'An `@` stands behind the `?`';
  }
  return undefined;
}
