import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Visitor } from './visitor';

let server: Server;
let visitor: Visitor;

/** A page with two forms, and what was sent to it. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const piece of request) body += piece;
  const visits = Number(/visits=(\d+)/.exec(request.headers.cookie ?? '')?.[1] ?? 0) + 1;
  response.setHeader('set-cookie', `visits=${visits}`);
  if (body.includes('title=go')) return void response.writeHead(303, { location: '/after' }).end();
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<p>${request.method} ${request.url} ${body} visit ${visits}</p>
    <form method="post" action="/add"><input type="hidden" name="token" value="t${visits}"><input name="title"></form>
    <form method="get"><input name="q" value="shown"></form>`);
}

beforeEach(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  visitor = new Visitor(server);
});
afterEach(() => void server.close());

test('keeps cookies, and sends the hidden fields of the page that is open', async () => {
  await visitor.open('/');
  await visitor.submit({ title: 'a b' }).expect(200);
  expect(visitor.html).toContain('POST /add token=t1&title=a%20b visit 2');
  // The answer is the page now.
  await visitor.submit({ title: 'c' });
  expect(visitor.html).toContain('token=t2&title=c visit 3');
});

test('sends a form for searching to its own page', async () => {
  await visitor.open('/list');
  await visitor.submit({ q: 'x' });
  expect(visitor.html).toContain('GET /list?q=x');
});

test('shows a redirect, and the page before it stays open', async () => {
  await visitor.open('/');
  await visitor.submit({ title: 'go' }).expect(303).expect('location', '/after');
  expect(visitor.html).toContain('GET /');
});

test('a form that is not there is an error that names those that are', async () => {
  expect(() => visitor.submit()).toThrow('No page is open');
  await visitor.open('/');
  expect(() => visitor.submit({ name: 'x' })).toThrow(
    'The page has no form with name. Its forms:\n  to /add: token, title\n  to itself: q',
  );
  expect(() => visitor.submit()).toThrow('The page has several forms.');
  expect(() => visitor.submit({}, { action: '/none' })).toThrow('The page has no form to /none.');
  await visitor.submit({}, { action: '/add' }).expect(200);
});
