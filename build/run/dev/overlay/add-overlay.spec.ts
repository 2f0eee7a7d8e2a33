import { expect, test } from '@jest/globals';
import { withNonce, withScript } from './add-overlay';

test('a policy allows one more script by its nonce, and nothing else', () => {
  expect(withNonce("default-src 'none';style-src 'self'", 'abc')).toBe(
    "default-src 'none'; style-src 'self'; script-src 'nonce-abc'; connect-src 'self'",
  );
  expect(withNonce("script-src 'none'; Connect-Src https://a.example", 'abc')).toBe(
    "script-src 'nonce-abc'; connect-src https://a.example 'self'",
  );
});

test('a policy that does not restrict scripts stays the same', () => {
  expect(withNonce("frame-ancestors 'none'", 'abc')).toBe("frame-ancestors 'none'");
});

test('the script is inserted at the end of the body, or of a page without one', () => {
  expect(withScript('<body>é</body></html>', '<s>')).toBe('<body>é<s></body></html>');
  expect(withScript('no body', '<s>')).toBe('no body<s>');
});
