import { describe, expect, it } from '@jest/globals';
import { fileOf } from '../../../test-kit/composer/composing';
import { generator, randomModels } from '../../../test-kit/composer/random-models';
import { databaseSettings, resolveOptions } from '../../options';
import { parseSchema } from '../../schema/parse';
import { type ComponentSchema, compose } from '../compose';

const database = databaseSettings(resolveOptions({ root: '/project' }));
const splinters = [
  '{',
  '}',
  '"',
  '/*',
  '*/',
  '//',
  '/// @extends\n',
  '/// @inverse ',
  '@',
  '@@id',
  '@relation(',
].concat([
  '[',
  ')',
  '?',
  '\n',
  '\r',
  '\t',
  'model ',
  'enum User {\n',
  '\\',
  '"\\',
  'datasource x {',
  '\u2028',
  'Ä',
  '😀',
]);

/** A directive is a plain comment in the composed file. */
function wordsOf(text: string): string[] {
  return text.replaceAll('///', '//').match(/[^\s{}]+/g) ?? [];
}

describe('malformed schemas', () => {
  it('never make composing fail, and lose no word', () => {
    const random = generator(7);
    for (let round = 0; round < 1000; round++) {
      const schemas = Object.entries(randomModels(round).composed).map(
        ([component, whole]): ComponentSchema => {
          let text = whole;
          for (let wound = random(4); wound > 0; wound--) {
            const at = random(text.length + 1);
            const splinter = splinters[random(splinters.length)] ?? '';
            text = text.slice(0, at) + (random(3) === 0 ? '' : splinter) + text.slice(at + random(12));
          }
          return { component, file: fileOf(component), text, parsed: parseSchema(text) };
        },
      );
      const { composition } = compose(schemas, database);
      const composed = composition.files.map(({ text }) => text).join('\n');
      const words = new Set(wordsOf(composed));
      for (const { text } of schemas) {
        const lost = wordsOf(text).filter((word) => !words.has(word));
        expect([round, lost]).toEqual([round, []]);
      }
    }
  });
});
