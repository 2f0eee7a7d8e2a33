import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { placesOf } from '../../composer';
import { environmentOfServer } from '../worker/environment-of-server';
import { DevServer } from './dev-server';
import { Journal } from './journal';

/** A server that always answers `text`; `DELETE` makes it crash. It takes `lingers` ms to end. */
function answering(text: string, lingers = 0): string {
  return `const server = require('node:http').createServer((request, response) => {
    if (request.method === 'DELETE') process.exit(7);
    const body = ${JSON.stringify(text)} + (process.env.MIGRATION_DATABASE_URL ?? '') + (process.env.SHADOW_DATABASE_URL ?? '');
    setTimeout(() => response.end(body), request.url === '/slow' ? 300 : 0);
  }).listen({ port: 0, host: '127.0.0.1' });
  process.on('SIGTERM', () => setTimeout(() => server.close(() => process.exit(0)), ${lingers}));
  process.on('exit', () => require('node:fs').writeFileSync(__dirname + '/ended', ${JSON.stringify(text)}));`;
}

let folder: string;
let output: string;
let onOutput: () => void;
let server: DevServer;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-dev-'));
  output = '';
  onOutput = () => {};
  process.env.MIGRATION_DATABASE_URL = 'postgresql://secret';
  process.env.SHADOW_DATABASE_URL = 'postgresql://shadow';
  const urls = {
    runtime: 'postgresql://runtime',
    migration: 'postgresql://secret',
    origin: 'environment',
  } as const;
  const databases = [{ urls, variables: placesOf('default').variables }];
  server = new DevServer(
    { root: folder, environment: () => environmentOfServer(process.env, databases, 'development') },
    new Journal((text) => {
      output += text;
      onOutput();
    }),
  );
});
afterEach(async () => {
  delete process.env.MIGRATION_DATABASE_URL;
  delete process.env.SHADOW_DATABASE_URL;
  await server.stop();
  fs.rmSync(folder, { recursive: true });
});

async function reload(code: string): Promise<void> {
  const file = path.join(folder, 'main.js');
  fs.writeFileSync(file, code);
  await server.reload({ file, externals: ['pg'] }, performance.now());
}

async function untilOutput(text: string): Promise<void> {
  while (!output.includes(text)) {
    await new Promise<void>((resolve) => {
      onOutput = resolve;
    });
  }
}

function address(): string {
  return output.match(/http:\S+/)?.[0] ?? '';
}

/** Sends a request on a new connection. */
function get(url: string, method = 'GET'): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve(body));
    });
    request.on('error', reject).end();
  });
}

test('the server never gets the URL of the role that may change the structure', async () => {
  await reload(answering('one'));
  expect(await get(address())).toBe('one');
});

test('a reload refuses no connection, and finishes a request that the old server has', async () => {
  await reload(answering('one'));
  const url = address();
  const slow = get(`${url}slow`);
  await get(url);
  const answers: string[] = [];
  let reloading = true;
  const visitor = (async () => {
    while (reloading) answers.push(await get(url));
  })();
  await reload(answering('two'));
  reloading = false;
  await visitor;
  expect(answers.filter((answer) => answer !== 'one' && answer !== 'two')).toEqual([]);
  expect(await slow).toBe('one');
  expect(await get(url)).toBe('two');
});

test('the old server gets no new connection, even when it takes long to end', async () => {
  await reload(answering('one', 1_000));
  await reload(answering('two'));
  const answers = await Promise.all(Array.from({ length: 20 }, () => get(address())));
  expect(answers.filter((answer) => answer !== 'two')).toEqual([]);
});

test('when a new server ends while it starts, the last good one keeps running until the next good one', async () => {
  await reload(answering('one'));
  await reload("throw new Error('no')");
  expect(output).toContain(
    'The new server ended while it started (exit code 1). The last good one keeps serving http',
  );
  expect(await get(address())).toBe('one');
  await reload(answering('two'));
  expect(await get(address())).toBe('two');
});

test('a start that hangs is given up when there is a new bundle', async () => {
  const hanging = reload('setInterval(() => {}, 1000)');
  await reload(answering('two'));
  await hanging;
  expect(await get(address())).toBe('two');
});

test('a crash is reported, and the next reload serves again', async () => {
  await reload(answering('one'));
  await expect(get(address(), 'DELETE')).rejects.toThrow();
  await untilOutput('The server ended (exit code 7). It starts again at the next change.');
  expect(server.serves).toBe(false);
  output = '';
  await reload(answering('two'));
  expect(await get(address())).toBe('two');
});

/** Opens the page's stream of events. `text` returns what it has received so far. */
async function listenToEvents(url: string) {
  let text = '';
  const ended = new Promise<void>((resolve, reject) => {
    http
      .get(`${url}__prismosaic/events`, { agent: false }, (response) => {
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
          onOutput();
        });
        response.on('end', resolve).on('error', reject);
      })
      .on('error', reject);
  });
  while (!text.includes('data:')) {
    await new Promise<void>((resolve) => {
      onOutput = resolve;
    });
  }
  return { text: () => text, ended };
}

test('an open page gets the problems, without a credential, and does not delay the end of the old server', async () => {
  await reload(answering('one'));
  const page = await listenToEvents(address());
  server.show({
    kind: 'build',
    title: 'The build failed.',
    text: 'const url = "postgresql://ada:hunter2@h/app"',
  });
  while (!page.text().includes('The build failed')) {
    await new Promise<void>((resolve) => {
      onOutput = resolve;
    });
  }
  expect(page.text()).not.toContain('hunter2');

  await reload("throw new Error('no')");
  await server.stop();
  await page.ended;
  // It closed its connections and ended; the open page didn't make the parent kill it.
  expect(fs.readFileSync(path.join(folder, 'ended'), 'utf8')).toBe('one');
});

test('a new server knows the current problems', async () => {
  await reload(answering('one'));
  server.show({ kind: 'build', title: 'The build failed.', text: '' });
  await reload(answering('two'));
  const page = await listenToEvents(address());
  expect(page.text()).toContain('"title":"The build failed."');
});
