import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packAll } from '../../build/pack/pack';

/** Packs once for all journeys. */
export default function setUp(): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-packed-'));
  const tarballs = packAll(folder).map(({ name, file }) => [name, file]);
  process.env.PRISMOSAIC_TARBALLS = JSON.stringify(Object.fromEntries(tarballs));
}
