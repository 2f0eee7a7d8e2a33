import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe as about, expect, it } from '@jest/globals';
import { describe } from './describe';
import { UnknownForm } from './unknown-form';

const main = 'datasource db {\n  provider = "postgresql"\n}\n';
const schema = (model: string): [string, string][] => [
  ['main.prisma', main],
  ['a.prisma', `model ${model} {\n  id Int @id\n}\n`],
];
const modelsIn = (bytes: Buffer): string[] => {
  const { datamodel }: { datamodel: { models: { name: string }[] } } = JSON.parse(bytes.toString());
  return datamodel.models.map(({ name }) => name);
};

about('describing in a thread', () => {
  it('answers each request with its own result, also when several are open', async () => {
    const all = await Promise.all(['A', 'B', 'C'].map((name) => describe(schema(name))));
    expect(all.map(modelsIn)).toEqual([['A'], ['B'], ['C']]);
  });

  it('reports when Prisma rejects a schema, and describes the next one', async () => {
    await expect(describe([['main.prisma', `${main}model A {\n  b Nothing\n}\n`]])).rejects.toThrow(
      UnknownForm,
    );
    expect(modelsIn(await describe(schema('A')))).toEqual(['A']);
  });

  it('lets a process without other work end, but not before the answer', () => {
    const script = `require(${JSON.stringify(path.resolve(__dirname, '../../ground/load-typescript'))});
      const { describe } = require(${JSON.stringify(path.join(__dirname, 'describe.ts'))});
      const ask = () => describe(${JSON.stringify(schema('A'))});
      ask().then(ask).then((bytes) => console.log(bytes.length > 100));`;
    const { status, stdout, signal } = spawnSync(process.execPath, ['-e', script], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect({ status, signal, stdout }).toEqual({ status: 0, signal: null, stdout: 'true\n' });
  });
});
