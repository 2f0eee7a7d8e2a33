import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { EventStreams } from './event-streams';

test('a page that connects to a server that is ending is asked to reconnect', async () => {
  const streams = new EventStreams('one');
  streams.end();
  const server = http.createServer((_request, response) => streams.add(response)).listen(0);
  try {
    await once(server, 'listening');
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('connection')).toBe('close');
    expect(await answer.text()).toBe('retry: 100\n\n');
  } finally {
    server.close();
  }
});
