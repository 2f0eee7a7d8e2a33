import { describe, expect, it } from '@jest/globals';
import { composing } from '../../../test-kit/composer/composing';
import { sortedDatamodel } from '../../../test-kit/composer/datamodel';
import { randomModels } from '../../../test-kit/composer/random-models';

const head =
  'generator client {\n  provider = "prisma-client"\n}\ndatasource db {\n  provider = "postgresql"\n}\n';

describe('random models with random relations', () => {
  it('are the same for Prisma whether both sides are written or the composer adds the back-relations', () => {
    let added = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const { written, composed, missing } = randomModels(seed);
      const result = composing(composed);
      expect([seed, result.reported()]).toEqual([seed, []]);
      expect([seed, result.relations.length]).toEqual([seed, missing]);
      // For Prisma alone a directive would be documentation.
      const files = Object.entries(written).map(([name, text]) => {
        return { name: `${name}.prisma`, text: text.replace(/\/\/(?=\/ @)/g, '/') };
      });
      const wanted = sortedDatamodel([{ name: 'main.prisma', text: head }, ...files]);
      expect([seed, sortedDatamodel(result.files)]).toEqual([seed, wanted]);
      added += missing;
    }
    expect(added).toBeGreaterThan(900);
  });
});
