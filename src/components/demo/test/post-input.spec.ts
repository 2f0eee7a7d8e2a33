import { describe, expect, test } from '@jest/globals';
import { LIMITS, readPost } from '../post-input';
import { VALID } from './demo-application';

const errorsOf = async (fields: Record<string, unknown>) => (await readPost({ ...VALID, ...fields })).errors;

describe('a submitted form', () => {
  test('is normalized: spaces, line ends, the case of the address, composed letters', async () => {
    const { input, errors } = await readPost({
      title: '  A \t long\ntitle ',
      content: ' one\r\ntwo\rthree ',
      status: 'ARCHIVED',
      authorName: ' Ame\u0301lie ',
      authorEmail: ' Amelie@Example.COM ',
    });
    expect(errors).toEqual({});
    expect(input).toEqual({
      title: 'A long title',
      content: 'one\ntwo\nthree',
      status: 'ARCHIVED',
      authorName: 'Am\u00e9lie',
      authorEmail: 'amelie@example.com',
    });
  });

  test('needs a title, a name and an address; the content may be empty and the status is a draft', async () => {
    const { input, errors } = await readPost({});
    expect(Object.keys(errors).sort()).toEqual(['authorEmail', 'authorName', 'title']);
    expect(input.status).toBe('DRAFT');
    expect(errors.title).toBe('Give the post a title.');
    expect(errors.authorEmail).toBe('Enter your e-mail address.');
  });

  test.each([
    ['title', LIMITS.title],
    ['content', LIMITS.content],
    ['authorName', LIMITS.authorName],
  ])('takes %s up to its limit and not one character more', async (field, limit) => {
    expect(await errorsOf({ [field]: 'a'.repeat(limit) })).toEqual({});
    expect(Object.keys(await errorsOf({ [field]: 'a'.repeat(limit + 1) }))).toEqual([field]);
  });

  test.each(['title', 'content', 'authorName', 'authorEmail'])(
    'refuses a NUL character in %s',
    async (field) => {
      expect(Object.keys(await errorsOf({ [field]: 'a\0b@example.com' }))).toEqual([field]);
    },
  );

  test.each(['ada', 'ada@', '@example.com', 'ada@example', 'a b@example.com'])(
    'refuses the address %j',
    async (address) => {
      expect(await errorsOf({ authorEmail: address })).toEqual({
        authorEmail: 'Enter an e-mail address like name@example.com.',
      });
    },
  );

  test.each(['draft', 'DELETED', 'constructor', '__proto__'])('refuses the status %j', async (status) => {
    expect(await errorsOf({ status })).toEqual({ status: 'Choose one of the statuses in the list.' });
  });

  test.each([undefined, null, 'text', [], 7])('reports errors for %j instead of a form', async (body) => {
    expect(Object.keys((await readPost(body)).errors)).toContain('title');
  });

  test('counts a field that was sent twice as empty', async () => {
    expect(Object.keys(await errorsOf({ title: ['one', 'two'] }))).toEqual(['title']);
  });
});
