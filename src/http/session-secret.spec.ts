import { describe, expect, test } from '@jest/globals';
import { SetupError } from '@prismosaic/nestjs';
import { sessionSecret } from './session-secret';

describe('the secret that signs form tokens', () => {
  const url = 'postgresql://ada:secret@h/app';

  test('is SESSION_SECRET when that is set', () => {
    const secret = 's'.repeat(32);
    expect(sessionSecret({ SESSION_SECRET: secret, DATABASE_URL: url })).toBe(secret);
  });

  test('is the same after a restart, differs between databases, and does not hold the URL', () => {
    const derived = sessionSecret({ DATABASE_URL: url });
    expect(derived).toBe(sessionSecret({ DATABASE_URL: url }));
    expect(derived).not.toBe(sessionSecret({ DATABASE_URL: `${url}2` }));
    expect(derived).toMatch(/^[0-9a-f]{64}$/);
  });

  test('must have at least 32 characters', () => {
    expect(() => sessionSecret({ SESSION_SECRET: 'short' })).toThrow(SetupError);
  });
});
