import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { get_dmmf } from '@prisma/prisma-schema-wasm';
import type { ComposedFile } from '../../composer/composition/composition';
import { composing } from '../../test-kit/composer/composing';
import { ourClient, prismasClient } from '../../test-kit/prisma-client/edited-client';
import { Description, type Output } from '../description/description';
import { genericTypes } from './generics';

let scratch: string;
beforeAll(() => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-keys-'));
});
afterAll(() => fs.rmSync(scratch, { recursive: true }));

/** The composer writes no preview features; these tests add them. */
function withPreviews(schema: string, previews: readonly string[]): ComposedFile[] {
  return composing({ a: schema }).files.map((file) => ({
    ...file,
    text: file.text.replace('generator client {', `$&\n  previewFeatures = ${JSON.stringify(previews)}`),
  }));
}

describe('the key of a model’s file', () => {
  // A view without a unique key has no cursor. Of the model, only the arguments of the fields that lead to the view
  // change then: its fields, its operations and its inputs stay as they were.
  it('changes with what the model’s own types say of another', async () => {
    const schema = (key: string): ComposedFile[] => {
      const relation = 'a A @relation(fields: [aId], references: [id])';
      const view = `view B {\n  id Int ${key}\n  aId Int\n  ${relation}\n}\n`;
      return withPreviews(`model A {\n  id Int @id\n  bs B[]\n}\n${view}`, ['views']);
    };
    const name = 'models/A.ts';
    const { files: before, keys } = await ourClient(schema('@unique'), path.join(scratch, 'ours'));
    const { files: after } = await ourClient(schema(''), path.join(scratch, 'ours'), keys);
    const whole = await prismasClient(schema(''), path.join(scratch, 'whole'));
    expect(before.get(name)).not.toEqual(whole.get(name));
    // Anything but bytes would be taken over from before.
    expect(after.get(name)).toEqual(whole.get(name));
  });

  // The filter of a relation to EnumA has the same name as that of the enum AScalarRelation, and takes no generic
  // argument, so the name is ambiguous. Then the files of all models are made, and have no keys.
  it('is not used when two types have the same name', async () => {
    const relation = 'a EnumA @relation(fields: [id], references: [id])';
    const related = `model EnumA {\n  id Int @id\n  b B?\n}\nmodel B {\n  id Int @id\n  ${relation}\n}\n`;
    const other = 'enum AScalarRelation {\n  X\n}\nmodel C {\n  id Int @id\n  x AScalarRelation\n}\n';
    const [before, after] = [related, related + other].map((schema) => composing({ a: schema }).files);
    const { keys } = await ourClient(before ?? [], path.join(scratch, 'ours'));
    expect(Object.keys(keys)).toEqual(['models/EnumA.ts', 'models/B.ts']);
    const { files, keys: none } = await ourClient(after ?? [], path.join(scratch, 'ours'), keys);
    expect(none).toEqual({});
    expect(files).toEqual(await prismasClient(after ?? [], path.join(scratch, 'both')));
  });
});

const scalars = 'String Boolean Int BigInt Float Decimal DateTime Json Bytes Colour'.split(' ');
const fields = scalars.flatMap((type) =>
  ['', '?', '[]'].map((suffix, index) => `  ${type.toLowerCase()}${index} ${type}${suffix}\n`),
);
const related = `enum Colour {
  RED
}
model All {
  id Int @id @default(autoincrement())
${fields.join('')}  many Many[]
  one One?
  perhaps Perhaps[]
  lists List[]
  uuid String? @db.Uuid
  parentId Int?
  parent All? @relation("tree", fields: [parentId], references: [id])
  children All[] @relation("tree")
  hidden Hidden[]
  hiding Hiding[] @ignore
}
model Many {
  id Int @id
  all All @relation(fields: [id], references: [id])
}
model One {
  id Int @id
  all All @relation(fields: [id], references: [id])
}
model Perhaps {
  id Int @id
  allId Int?
  all All? @relation(fields: [allId], references: [id])
}
model List {
  id Int @id
  alls All[]
}
model Hidden {
  id Int @id
  all All @relation(fields: [id], references: [id]) @ignore
}
model Hiding {
  id Int @id
  allId Int?
  all All? @relation(fields: [allId], references: [id])
}
`;

// Facts about Prisma: because of them, the key needs nothing beyond the model's own types. If one no longer holds, the
// key must include it: the names of the neighbours that have relations, or of the generic types that the model's own
// types refer to.
describe('what a model’s file takes from beyond the model', () => {
  const description = new Description();
  beforeAll(() => {
    const { files, diagnostics, judged } = composing({ a: related });
    expect([...diagnostics, ...judged]).toEqual([]);
    const prismaSchema = files.map(({ name, text }) => [name, text]);
    description.read(Buffer.from(get_dmmf(JSON.stringify({ prismaSchema }))));
  });
  const outputOf = (model: string) => description.output({ type: model, namespace: 'model' });
  const hasRelations = ({ facts }: Output) => facts.fields.some(({ output }) => output !== undefined);

  it('is not whether a neighbour has relations: each leads back', () => {
    const lead = ['All', 'Perhaps', 'List'].map((model) => {
      const found = outputOf(model)?.facts.fields.filter(({ args, output }) => args.length > 0 && output);
      const neighbours = (found ?? []).flatMap(({ output = -1 }) => description.outputAt(output) ?? []);
      expect(neighbours).toHaveLength(found?.length ?? 0);
      return [model, ...neighbours.map((neighbour) => `${neighbour.name} ${hasRelations(neighbour)}`)];
    });
    expect(lead).toEqual([
      ['All', 'Many true', 'One true', 'Perhaps true', 'List true', 'All true', 'All true'],
      ['Perhaps', 'All true'],
      ['List', 'All true'],
    ]);
    // A relation that is ignored at one side has no other side either.
    const without = ['Hidden', 'Hiding'].flatMap((model) => outputOf(model) ?? []);
    expect(without.map(hasRelations)).toEqual([false, false]);
  });

  it('is not whether a type takes a model as a generic argument: its name shows it', () => {
    const generic = genericTypes(description.inputs);
    const names = description.inputs.map(({ name }) => name);
    const filters = names.filter((name) => /Filter$/.test(name) && !/RelationFilter$/.test(name));
    expect(filters.length).toBeGreaterThan(50);
    expect(names.filter((_, index) => generic.has(description.inputs[index]?.number ?? -1))).toEqual(filters);
  });
});
