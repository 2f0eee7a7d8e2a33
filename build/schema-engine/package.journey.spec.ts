import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedBinaries } from './testing/binaries';
import { PostgresServer } from './testing/postgres-server';
import { type CommandResult, HEAD, Project } from './testing/project';

// As users install it: the packed tarball in a project that uses nothing else of Prismosaic, in a closed network.
const checkout = path.resolve(__dirname, '..', '..');
const CONFIG = `import { defineConfig } from 'prisma/config';
import { selectSchemaEngine } from 'prismosaic/schema-engine';

selectSchemaEngine();

export default defineConfig({
  schema: 'prisma/schema.prisma',
  datasource: { url: process.env.MY_DATABASE ?? '' },
  migrations: { path: 'prisma/migrations', seed: 'node seed.js' },
});
`;

let server: PostgresServer;
let project: Project;
let mirror: http.Server;
/** The requests to the only server that answers. */
const asked: string[] = [];

beforeAll(async () => {
  server = await PostgresServer.start(embeddedBinaries());
  await server.createDatabase('closed');
  mirror = http.createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(403).end();
  });
  mirror.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.destroy();
  });
  await once(mirror.listen(0, '127.0.0.1'), 'listening');
  project = new Project({ schema: `${HEAD}\nmodel User {\n  id Int @id\n}\n` });
  project.write('prisma.config.ts', CONFIG);
  project.write('package.json', '{"private": true}');
  project.write('seed.js', '');
  install();
});
afterAll(async () => {
  mirror.close();
  project.remove();
  await server.stop();
});

/** What `npm install` of the tarball would do: its own files, and what it depends on. */
function install(): void {
  const modules = path.join(project.folder, 'node_modules');
  fs.rmSync(modules);
  fs.mkdirSync(modules);
  for (const name of fs.readdirSync(path.join(checkout, 'node_modules')))
    fs.symlinkSync(path.join(checkout, 'node_modules', name), path.join(modules, name), 'junction');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-packed-'));
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], checkout);
  const [tarball = ''] = fs.readdirSync(folder);
  run('tar', ['xzf', path.join(folder, tarball), '-C', folder], folder);
  fs.renameSync(path.join(folder, 'package'), path.join(modules, 'prismosaic'));
  fs.rmSync(folder, { recursive: true });
}

function run(program: string, args: string[], cwd: string): void {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${stderr}`);
}

/** Prisma's command line in a network that reaches nothing but the database. */
function prisma(line: string, input?: string): Promise<CommandResult> {
  const { port } = Object(mirror.address());
  const here = `http://127.0.0.1:${port}`;
  const environment = {
    MY_DATABASE: server.url('closed'),
    HTTP_PROXY: here,
    HTTPS_PROXY: here,
    PRISMA_ENGINES_MIRROR: here,
    npm_config_registry: here,
  };
  return project.prisma(line.split(' '), { input, environment });
}

test('every command works with one line in prisma.config.ts, and sends nothing to the network', async () => {
  const lines: [line: string, status: number, text: string | RegExp, input?: string][] = [
    ['-v', 0, /Schema Engine +: schema-engine-cli [0-9a-f]{40} \(at .*node_modules\/prismosaic/],
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
    ['db execute --stdin', 0, 'executed', 'CREATE TABLE made (id int)'],
    ['db seed', 0, 'executed'],
  ];
  for (const [line, status, text, input] of lines) {
    const result = await prisma(line, input);
    expect({ line, ...result }).toMatchObject({ line, status, output: expect.stringMatching(text) });
  }
  const tables = await server.query<{ name: string }>(
    'closed',
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual(['User', '_prisma_migrations', 'made']);
  expect(asked).toEqual([]);
});
