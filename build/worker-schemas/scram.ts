import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/**
 * What PostgreSQL stores for a password (RFC 5803), so that the password itself is in no statement and in no log. One
 * iteration: more protect passwords that can be guessed, and make each connection slower.
 *
 * @param password random, of at least 128 bits
 */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 1, 32, 'sha256');
  const stored = sha256(hmac(salted, 'Client Key')).toString('base64');
  const server = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$1:${salt.toString('base64')}$${stored}:${server}`;
}
