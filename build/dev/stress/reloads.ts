import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from 'pg';
import { databaseUrls } from '../../postgres';
import { ProjectCopy } from '../../server/testing/project-copy';
import { dev } from '../dev';

export interface Reloads {
  /** From save to served, in ms. */
  latencies: number[];
  /** The runtime role's connections after each reload. */
  connections: number[];
  /** This process's heap after each reload, garbage collected, in bytes. */
  heaps: number[];
}

const list = 'src/components/demo/ui/post-list.tsx';

/** Runs `prismosaic dev` in this process, in a copy of the project, and saves a page's code over and over. */
export async function reloads(count: number): Promise<Reloads> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const project = new ProjectCopy();
  const port = await freePort();
  const environment: NodeJS.ProcessEnv = { ...process.env, PORT: `${port}`, HOST: '127.0.0.1' };
  for (const name of Object.keys(environment)) {
    if (/DATABASE_URL$|^NODE_ENV$|^JEST_/.test(name)) delete environment[name];
  }
  let over = false;
  const ended = dev({ root: project.root, environment }).finally(() => {
    over = true;
  });
  const serves = async (page: string, text: string) => {
    while (!(await textOf(page)).includes(text)) {
      if (over) throw new Error('`prismosaic dev` has ended.');
      await pause(20);
    }
  };
  const measured: Reloads = { latencies: [], connections: [], heaps: [] };
  try {
    const page = `http://127.0.0.1:${port}/demo/posts`;
    await serves(page, 'class="card post"');
    const { migration, runtime } = await databaseUrls({ root: project.root, environment });
    const client = new Client({ connectionString: migration });
    // The server may be stopped before this client: what matters fails at the next query.
    client.on('error', () => {});
    await client.connect();
    let before = 'className="card post"';
    for (let index = 1; index <= count; index += 1) {
      const after = `className="card post number-${index}"`;
      const began = performance.now();
      project.edit(list, before, after);
      before = after;
      await serves(page, `number-${index}"`);
      measured.latencies.push(performance.now() - began);
      // The old server closes what it has open; the new one is not asked meanwhile.
      await pause(300);
      const { rows } = await client.query<{ count: number }>(
        'SELECT count(*)::int FROM pg_stat_activity WHERE usename = $1',
        [new URL(runtime).username],
      );
      measured.connections.push(rows[0]?.count ?? 0);
      collect();
      measured.heaps.push(process.memoryUsage().heapUsed);
    }
    await client.end();
  } finally {
    process.emit('SIGTERM');
    await ended;
    await project.dispose();
  }
  return measured;
}

/** What is served there; nothing while it can't be had. */
function textOf(page: string): Promise<string> {
  return fetch(page, { headers: { connection: 'close' } }).then(
    (response) => response.text(),
    () => '',
  );
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
