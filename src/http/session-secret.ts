import { hkdfSync } from 'node:crypto';
import { SetupError } from '@prismosaic/nestjs';

/**
 * The key that signs the tokens of forms. Without SESSION_SECRET it is derived from DATABASE_URL: the same
 * after a restart and in every process of one deployment, so that an open form can still be sent.
 *
 * @throws SetupError when SESSION_SECRET is too short
 */
export function sessionSecret(environment: NodeJS.ProcessEnv): string {
  const secret = environment.SESSION_SECRET;
  if (!secret) {
    const derived = hkdfSync('sha256', environment.DATABASE_URL ?? '', '', 'prismosaic session secret', 32);
    return Buffer.from(derived).toString('hex');
  }
  if (secret.length >= 32) return secret;
  throw new SetupError(
    'SESSION_SECRET is too short: use 32 characters or more, for example `openssl rand -hex 32`.',
  );
}
