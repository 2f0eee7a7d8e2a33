import { randomUUID } from 'node:crypto';

export function user() {
  return {
    email: `${randomUUID()}@example.org`,
    passwordHash: 'a bcrypt hash',
    firstName: 'Ada',
    lastName: 'Byron',
  };
}
