import { describe, expect, it } from '@jest/globals';
import { type Element, Elements } from './elements';
import { UnknownForm } from './unknown-form';

const texts = (...values: object[]): Buffer => Buffer.from(JSON.stringify(values));

function elements(): { read(bytes: Buffer): readonly Element<object, number>[] } {
  let found = 0;
  const known = new Elements<object, number>(
    () => ++found,
    () => 0,
  );
  return {
    read: (bytes) => {
      // Inside other JSON, as in a real description.
      const end = known.read(Buffer.concat([Buffer.from('[['), bytes, Buffer.from(',1]')]), 2);
      expect(end).toBe(bytes.length + 2);
      return known.all;
    },
  };
}

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => ({ name, fields: [{ name: `${name}1` }] }));
if (!a || !b || !c || !d) throw new Error('There are four.');

describe('elements of a description', () => {
  it('are parsed as they are, also with quotes, escapes and brackets in their texts', () => {
    const odd = { name: 'odd', text: 'a "quote", a \\ and ]}[{ 😀', empty: [], nothing: null, deep: [[{}]] };
    expect(
      elements()
        .read(texts(a, odd, b))
        .map(({ value }) => value),
    ).toEqual([a, odd, b]);
    expect(elements().read(texts())).toEqual([]);
  });

  it.each([
    ['nothing', [a, b, c], [a, b, c], 3],
    ['one that changed', [a, b, c], [a, { ...b, more: 1 }, c], 2],
    ['one that grew at its end', [a, b], [{ ...a, z: 1 }, b], 1],
    ['one that is new', [a, c, d], [a, b, c, d], 3],
    ['one that was removed', [a, b, c, d], [a, c, d], 3],
    ['all that moved', [a, b, c, d], [d, c, b, a], 4],
  ])('stay the same elements, with the facts about them, except for %s', (_, before, after, same) => {
    const { read } = elements();
    const first = [...read(texts(...before))];
    const facts = first.map((element) => element.facts);
    const second = read(texts(...after));
    expect(second.map(({ value }) => value)).toEqual(after);
    const kept = second.filter((element) => first.includes(element));
    expect(kept).toHaveLength(same);
    for (const element of kept) expect(element.facts).toBe(facts[first.indexOf(element)]);
  });

  it('are refused when two have the same name, or one has none', () => {
    expect(() => elements().read(texts(a, a))).toThrow(UnknownForm);
    expect(() => elements().read(texts({ fields: [] }))).toThrow(UnknownForm);
    expect(() => elements().read(Buffer.from('{}'))).toThrow(UnknownForm);
  });
});
