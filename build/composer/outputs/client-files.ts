import fs from 'node:fs';
import path from 'node:path';
import { types } from 'node:util';
import { hideUrls } from '../../diagnostics/secrets';
import type { Client } from '../generate/client';
import type { Settings } from '../options';
import { readManifest } from '../publish/manifest';
import { Unpublishable } from '../publish/prepared';
import { isSystemError } from '../system-error';
import { isClientFresh } from './freshness';
import type { Work } from './plans';

/**
 * The client, newly generated; undefined when the published client is up to date or not requested.
 * Throws an `Unpublishable` when Prisma refuses the schema.
 */
export async function clientFiles(
  settings: Settings,
  { database, composition, fingerprint, generate, described }: Work,
): Promise<Client | undefined> {
  if (!generate || isClientFresh(settings, database, fingerprint)) return undefined;
  const { generateClient } = await import('../generate/client');
  const staging = path.join(settings.state, 'staging');
  // The lock is held, so what is here was left by a killed run.
  fs.rmSync(staging, { recursive: true, force: true });
  const scratch = path.join(staging, `client-${process.pid}`);
  fs.mkdirSync(scratch, { recursive: true });
  try {
    const keys = readManifest(path.join(settings.root, database.clientFolder))?.keys ?? {};
    return await generateClient(composition, database, { root: settings.root, scratch, keys, described });
  } catch (error) {
    if (isSystemError(error) || !types.isNativeError(error)) throw error;
    throw new Unpublishable({
      severity: 'error',
      code: 'GENERATION_FAILED',
      message: `Prisma could not generate the client: ${hideUrls(error.message.trim())}`,
      hint: 'if the message names nothing from your schemas, it is a bug in Prisma or Prismosaic: please report it',
    });
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}
