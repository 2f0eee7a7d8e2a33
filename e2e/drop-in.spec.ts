import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Checkout } from './checkout';

/** The files that the guide asks the reader to write, by their paths. */
function filesOfTheGuide(): [string, string][] {
  const guide = readFileSync(path.resolve(__dirname, '../docs/components.md'), 'utf8');
  const found = guide.matchAll(
    /^`(src\/components\/[^`]+)`(?:(?!\n```)[\s\S])*?\n```\w+\n([\s\S]*?)\n```$/gm,
  );
  return [...found].map(([, file = '', text = '']) => [file, `${text}\n`]);
}

describe('a component', () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = new Checkout();
  });
  afterAll(() => checkout.remove());

  const serve = async (
    look: (get: (path: string) => Promise<{ status: number; text: string }>) => Promise<void>,
  ) => {
    const { url, stop } = await checkout.start(await freePort());
    try {
      await look(async (address) => {
        const answer = await fetch(url + address);
        return { status: answer.status, text: await answer.text() };
      });
    } finally {
      expect(await stop()).toBe(0);
    }
  };

  test('made as the guide says is served after a build, and removed by the next build without its folder', async () => {
    const files = filesOfTheGuide();
    expect(files).toHaveLength(5);
    for (const [file, text] of files) checkout.write(file, text);
    const sql = await checkout.run(
      ...['node_modules/prisma/build/index.js', 'migrate', 'diff', '--script'],
      ...['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema'],
    );
    expect(sql).toContain('CREATE TABLE "Note"');
    checkout.write('prisma/migrations/20990101000000_notes/migration.sql', sql);

    await serve(async (get) => {
      expect(await get('/notes')).toMatchObject({
        status: 200,
        text: expect.stringContaining('<h1>Notes</h1>'),
      });
      const { text } = await get('/demo/posts');
      expect(text).toMatch(/href="\/demo\/posts"[^>]*>Posts<.*href="\/notes">Notes</);
      expect(text).toContain('A moth in relay 70');
    });

    checkout.delete('src/components/notes');
    await serve(async (get) => {
      expect((await get('/notes')).status).toBe(404);
      const { status, text } = await get('/demo/posts');
      expect(status).toBe(200);
      expect(text).not.toContain('Notes</a>');
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
