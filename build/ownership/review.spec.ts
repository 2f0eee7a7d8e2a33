import { describe, expect, test } from '@jest/globals';
import { diagnose } from './diagnose';
import type { OwnershipRecord } from './record';
import { type Asked, isMeant, review, undecided } from './review';
import type { OwnedTable } from './table';

const table = (name: string, owner: string, model = name): OwnedTable => {
  return { name, kind: 'table', models: [model], owners: [owner] };
};
const join = (name: string, models: string[], ...owners: string[]): OwnedTable => {
  return { name, kind: 'join', models, owners };
};
const asked = (components: string[], ...tables: OwnedTable[]): Asked => {
  return { tables, components: new Set(components) };
};
const recordOf = (...tables: OwnedTable[]): OwnershipRecord => new Map(tables.map((one) => [one.name, one]));

/** The diagnostics after components changed, with everything before migrated. */
function reviewed(before: OwnedTable[], now: Asked) {
  const migrated = { tables: new Set(before.map(({ name }) => name)), enums: new Set<string>() };
  const { removed, record } = review(migrated, now, recordOf(...before));
  const options = { database: 'default', asked: now, file: 'ownership.json', severity: 'error' } as const;
  return { removed, record, reported: diagnose(undecided(removed), options) };
}

describe('the one that no longer has a table', () => {
  test('is the component under its new name when its folder was renamed, too', () => {
    const now = asked(['blog'], table('Author', 'blog'));
    const { reported, record, removed } = reviewed([table('Post', 'posts'), table('Author', 'posts')], now);
    expect(reported.map(({ message }) => message)).toEqual([
      'The component "blog" (formerly "posts") no longer has Post: the next migration would drop Post with all rows.',
    ]);
    expect(reported[0]?.hint).toContain('npx prismosaic detach blog`');
    expect(record.get('Post')?.owners).toEqual(['blog']);
    expect(
      removed.map((one) => ['blog', 'posts', 'Post', 'other'].map((said) => isMeant(one, said))),
    ).toEqual([[true, true, true, false]]);
  });

  test('is the old component when an existing component took over one of its models', () => {
    const before = [table('Post', 'posts'), table('Author', 'posts'), table('User', 'users')];
    const now = asked(['users'], table('User', 'users'), table('Author', 'users'));
    expect(reviewed(before, now).reported.map(({ message }) => message)).toEqual([
      'The component "posts" was removed, and with it Post: the next migration would drop Post with all rows.',
    ]);
  });

  test('is an existing component when all of its models, or its schema, were removed', () => {
    expect(reviewed([table('Post', 'posts')], asked(['posts'])).reported[0]?.message).toMatch(
      /^The component "posts" no longer has Post:/,
    );
  });

  test('is the renamed component when only a relation within it was removed', () => {
    const before = [table('A', 'x'), table('B', 'x'), join('_AToB', ['A', 'B'], 'x')];
    const now = asked(['y'], table('A', 'y'), table('B', 'y'));
    expect(reviewed(before, now).reported.map(({ message }) => message)).toEqual([
      'The component "y" (formerly "x") no longer has the many-to-many relation between A and B: ' +
        'the next migration would drop _AToB with all rows.',
    ]);
  });
});

describe('a many-to-many relation of two components', () => {
  const before = [table('A', 'a'), table('B', 'b'), join('_AToB', ['A', 'B'], 'a', 'b')];

  test('that was removed is blamed on neither, and named by its table', () => {
    const [only, ...others] = reviewed(before, asked(['a', 'b'], table('A', 'a'), table('B', 'b'))).reported;
    expect(others).toEqual([]);
    expect(only?.message).toMatch(
      /^The many-to-many relation between A and B was removed: .* drop _AToB with/,
    );
    expect(only?.hint).toContain('npx prismosaic detach _AToB`');
    expect(only?.hint).toContain('@relation("AToB")');
    expect(only?.hint).not.toContain('@@map');
  });

  test('keeps its table with a name for the relation when a model was renamed', () => {
    const now = [table('A', 'a'), table('B', 'b', 'C'), join('_AToC', ['A', 'C'], 'a', 'b')];
    expect(reviewed(before, asked(['a', 'b'], ...now)).reported[0]?.hint).toContain(
      'the relation between A and C keeps this table with @relation("AToB") on both sides',
    );
  });

  test('gets no such advice when the columns would swap', () => {
    const now = [table('A', 'a', 'Z'), table('B', 'b'), join('_BToZ', ['B', 'Z'], 'a', 'b')];
    expect(reviewed(before, asked(['a', 'b'], ...now)).reported[0]?.hint).not.toContain('@relation');
  });

  test('is reported with the model, or with the component, that was removed', () => {
    const withoutModel = reviewed(before, asked(['a', 'b'], table('A', 'a'), table('Other', 'b'))).reported;
    expect(withoutModel.map(({ message }) => message)).toEqual([
      'The component "b" no longer has B: the next migration would drop B, _AToB with all rows.',
    ]);
    const withoutComponent = reviewed(before, asked(['a'], table('A', 'a'))).reported;
    expect(withoutComponent.map(({ message }) => message)).toEqual([
      'The component "b" was removed, and with it B: the next migration would drop B, _AToB with all rows.',
    ]);
  });
});

test('tables without an owner are all named, quoted for a shell', () => {
  const migrated = { tables: new Set(['plain', "it's odd"]), enums: new Set<string>() };
  const now = asked([]);
  const { removed } = review(migrated, now, new Map());
  const [reported] = diagnose(removed, { database: 'stock', asked: now, file: 'f', severity: 'warning' });
  expect(reported?.message).toContain('would drop it\'s odd, plain (database "stock")');
  expect(reported?.hint).toContain(String.raw`npx prismosaic drop 'it'\''s odd' plain`);
});
