import { expect, test } from '@jest/globals';
import { withNonce, withScript } from './add-overlay';

test('a policy comes to allow one script by its nonce, and nothing else that it forbade', () => {
  expect(withNonce("default-src 'none';style-src 'self'", 'abc')).toBe(
    "default-src 'none'; style-src 'self'; script-src 'nonce-abc'; connect-src 'self'",
  );
  expect(withNonce("script-src 'none'; Connect-Src https://a.example", 'abc')).toBe(
    "script-src 'nonce-abc'; connect-src https://a.example 'self'",
  );
});

test('a policy that forbids no script stays as it is', () => {
  expect(withNonce("frame-ancestors 'none'", 'abc')).toBe("frame-ancestors 'none'");
});

test('the script goes to the end of the body, wherever that is', () => {
  expect(withScript('<body>é</body></html>', '<s>')).toBe('<body>é<s></body></html>');
  expect(withScript('no body', '<s>')).toBe('no body<s>');
});
