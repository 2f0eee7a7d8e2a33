import { describe, expect, test } from '@jest/globals';
import { takeApart } from './existing';
import { type Split, split } from './split';

/** The components, each with the names that it owns. */
function componentsOf(files: Readonly<Record<string, string>>, how: Split) {
  const { pieces } = takeApart(Object.entries(files).map(([file, text]) => ({ file, text })));
  const groups = [...split(pieces, how)];
  return Object.fromEntries(groups.map(([name, own]) => [name, own.map((piece) => piece.name).join(' ')]));
}

const models = (...names: string[]) => names.map((name) => `model ${name} {\n  id Int @id\n}\n`).join('\n');

describe('by prefix', () => {
  test('models that share their first word are a component, the others are core', () => {
    const text = models('User', 'UserSession', 'Order', 'OrderLine', 'Setting');
    expect(componentsOf({ 'schema.prisma': text }, { by: 'prefix' })).toEqual({
      core: 'Setting',
      order: 'Order OrderLine',
      user: 'User UserSession',
    });
  });

  test('words that all names have in common, and snake case, make no difference', () => {
    const text = models('shop_user', 'shop_user_session', 'shop_order', 'shop_order_line');
    expect(componentsOf({ 'schema.prisma': text }, { by: 'prefix' })).toEqual({
      order: 'shop_order shop_order_line',
      user: 'shop_user shop_user_session',
    });
  });

  test('the next word divides what would be most of the schema', () => {
    const many = ['Order', 'User'].flatMap((word) => [...'ABCDEFG'].map((one) => `Shop${word}${one}`));
    expect(Object.keys(componentsOf({ 'schema.prisma': models(...many, 'Log') }, { by: 'prefix' }))).toEqual([
      'core',
      'order',
      'user',
    ]);
  });

  test('an enum goes with the first model that uses it', () => {
    const text = `enum Role {\n  ADMIN\n}\n\nmodel User {\n  id   Int  @id\n  role Role\n}\n\nmodel UserKey {\n  id Int @id\n}\n`;
    expect(componentsOf({ 'schema.prisma': text }, { by: 'prefix' })).toEqual({ user: 'Role User UserKey' });
  });
});

test('by file: the component has the file’s name, without a number, and never a reserved one', () => {
  const files = {
    'schema/01-users.prisma': models('User'),
    'schema/schema-02-repoFile.prisma': models('RepoFile'),
    'schema/app.prisma': models('App'),
  };
  expect(componentsOf(files, { by: 'file' })).toEqual({
    apps: 'App',
    'repo-file': 'RepoFile',
    users: 'User',
  });
});

describe('by a mapping', () => {
  const text = `${models('User', 'UserSession', 'Order')}enum Colour {\n  RED\n}\n`;
  const by = (components: Record<string, string[]>) => () =>
    componentsOf({ 'schema.prisma': text }, { by: 'mapping', components });

  test('names and patterns choose; an enum that nobody uses is core', () => {
    expect(by({ identity: ['User*'], shop: ['Order'] })()).toEqual({
      core: 'Colour',
      identity: 'User UserSession',
      shop: 'Order',
    });
  });

  test.each<[problem: string, mapping: Record<string, string[]>, message: string]>([
    ['a model is missing', { identity: ['User'] }, 'No component has UserSession, Order: add them to one.'],
    ['a name is unknown', { a: ['*'], b: ['Ordre'] }, '"b" names Ordre, which is not in the schema'],
    ['a component has an invalid name', { 'My Shop': ['*'] }, `"My Shop" can't be a component's name`],
  ])('is refused when %s', (_, mapping, message) => {
    expect(by(mapping)).toThrow(message);
  });
});
