import { expect, test } from '@jest/globals';
import { embeddedBinaries } from '../testing/binaries';
import { PostgresServer } from '../testing/postgres-server';
import { compareScripts, randomOf } from '../testing/random-scripts';

test('random scripts have as many statements as PostgreSQL counts', async () => {
  const server = await PostgresServer.start(embeddedBinaries());
  try {
    const client = await server.connect('postgres');
    expect(await compareScripts(client, 1_500, randomOf(9))).toBeGreaterThan(150);
    await client.end();
  } finally {
    await server.stop();
  }
});
