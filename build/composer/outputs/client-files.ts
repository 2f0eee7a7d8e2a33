import fs from 'node:fs';
import path from 'node:path';
import { types } from 'node:util';
import { hideUrls } from '../../diagnostics/secrets';
import { readManifest } from '../../files/manifest';
import { Unpublishable } from '../../files/prepared';
import { isSystemError } from '../../ground/system-error';
import type { Client } from '../../prisma-client/client';
import type { FurtherOutputs } from '../../prisma-client/further-generators';
import type { Settings } from '../options';
import { isClientFresh } from './freshness';
import type { Work } from './plans';

/**
 * The client, newly generated; undefined when the published client is up to date or not requested.
 * Throws an `Unpublishable` when Prisma refuses the schema.
 */
export async function clientFiles(
  settings: Settings,
  { database, composition, fingerprint, generate, described }: Work,
): Promise<(Client & Partial<Pick<FurtherOutputs, 'outputs'>>) | undefined> {
  if (!generate || isClientFresh(settings, database, fingerprint)) return undefined;
  const { generateClient } = await import('../../prisma-client/client');
  const staging = path.join(settings.state, 'staging');
  // The lock is held, so what is here was left by a killed run.
  fs.rmSync(staging, { recursive: true, force: true });
  const scratch = path.join(staging, `client-${process.pid}`);
  fs.mkdirSync(scratch, { recursive: true });
  try {
    const { root } = settings;
    if (database.generators.length > 0) {
      settings.onProgress(
        `Generating the client, ${database.generators.map(({ name }) => name).join(', ')} …`,
      );
      const { generateAll } = await import('../../prisma-client/further-generators');
      const { client, outputs } = await generateAll(composition, database, { root, scratch });
      return { files: client, keys: {}, outputs };
    }
    const keys = readManifest(path.join(root, database.clientFolder))?.keys ?? {};
    return await generateClient(composition, database, { root, scratch, keys, described });
  } catch (error) {
    if (error instanceof Unpublishable || isSystemError(error) || !types.isNativeError(error)) throw error;
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
