import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Composer } from '../composer/composer';
import { composing } from '../test-kit/composer/composing';
import { model, TemporaryProject } from '../test-kit/composer/project';
import { editAtRandom, ourClient, prismasClient } from '../test-kit/prisma-client/edited-client';
import { openGenerator } from './generator';

describe('generating what an edit changes', () => {
  // When this fails after a new version of Prisma, see `reviewed` in generator.ts.
  it('knows the generator that is installed, and no other', () => {
    expect(openGenerator()).toBeDefined();
    expect(openGenerator('another text')).toBeUndefined();
  });

  it.each([11, 12, 13])('yields what a full generation yields, over random edits (seed %i)', async (seed) => {
    const { edits, made, kept, differing } = await editAtRandom(seed, 8);
    expect(differing).toEqual([]);
    expect(edits).toBe(8);
    expect(made).toBeGreaterThan(0);
    expect(kept).toBeGreaterThan(0);
  });
});

describe('a schema that Prisma describes in an unknown form', () => {
  // Prisma then has two operations called createManyItemAndReturn.
  const schema = { a: model('Item') + model('ItemAndReturn') };

  it('is generated as a whole, as Prisma does it', async () => {
    const { files } = composing(schema);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-unknown-'));
    try {
      const { files: ours, keys } = await ourClient(files, path.join(folder, 'ours'));
      expect(keys).toEqual({});
      expect(ours.has('models/ItemAndReturn.ts')).toBe(true);
      expect(ours).toEqual(await prismasClient(files, path.join(folder, 'whole')));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('publishing what an edit changes', () => {
  let project: TemporaryProject;
  let composer: Composer;
  beforeEach(async () => {
    project = new TemporaryProject();
    composer = new Composer({ root: project.root });
    project.schema('shop', model('Order') + model('Item')).schema('blog', model('Post') + model('Tag'));
    await composer.run();
  });
  afterEach(() => project.dispose());
  const client = 'src/database/client';
  const modelFile = (name: string): string => `${client}/models/${name}.ts`;

  /** The client of a fresh project with the same schemas. */
  const whole = async (): Promise<Record<string, string>> => {
    const other = new TemporaryProject();
    try {
      for (const name of ['shop', 'blog']) {
        other.schema(name, project.read(`src/components/${name}/prisma/schema.prisma`));
      }
      await new Composer({ root: other.root }).run();
      return other.snapshot(client);
    } finally {
      other.dispose();
    }
  };

  it('writes the file of the edited model, and touches no other model', async () => {
    const before = project.stamps(client);
    project.schema('shop', model('Order', 'note String?') + model('Item'));
    const { written } = await composer.run();
    expect(written).toContain(project.path(modelFile('Order')));
    const after = project.stamps(client);
    for (const name of ['Item', 'Post', 'Tag'])
      expect(after[`models/${name}.ts`]).toBe(before[`models/${name}.ts`]);
    expect(project.snapshot(client)).toEqual(await whole());
  });

  it('makes a model’s file again when it was deleted or edited', async () => {
    project.remove(modelFile('Post'));
    project.write(modelFile('Tag'), project.read(modelFile('Tag')).replace('Tag', 'Gat'));
    project.schema('shop', model('Order', 'note String?') + model('Item'));
    expect((await composer.run()).ok).toBe(true);
    expect(project.snapshot(client)).toEqual(await whole());
  });

  it('makes all again when a schema goes back to what it was', async () => {
    const before = project.snapshot(client);
    project.schema('shop', model('Order', 'at DateTime') + model('Item'));
    await composer.run();
    project.schema('shop', model('Order') + model('Item'));
    await composer.run();
    expect(project.snapshot(client)).toEqual(before);
  });
});
