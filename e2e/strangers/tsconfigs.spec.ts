import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { Stranger } from './stranger';

// Nothing of a project's TypeScript settings decides whether the tool runs.
const stranger = new Stranger('tsconfigs');
const namesOf = (kind: object) => Object.keys(kind).filter((name) => Number.isNaN(Number(name)));
const targets = namesOf(ts.ScriptTarget).filter((name) => name !== 'JSON');
const modules = namesOf(ts.ModuleKind);
const resolutions = [...namesOf(ts.ModuleResolutionKind), undefined];
const strictness = [
  { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
  { strict: false },
  { verbatimModuleSyntax: true, isolatedModules: true, erasableSyntaxOnly: true },
  { allowImportingTsExtensions: true, noEmit: true, noPropertyAccessFromIndexSignature: true },
  { experimentalDecorators: true, emitDecoratorMetadata: true, useDefineForClassFields: false },
];

beforeAll(() => {
  stranger.write('package.json', {
    private: true,
    dependencies: { '@prisma/adapter-pg': '7.10.0', '@prisma/client': '7.10.0' },
    devDependencies: {
      ...stranger.packed('prismosaic', '@prismosaic/schema-engine'),
      prisma: '7.10.0',
      typescript: '~5.9.0',
    },
  });
  stranger.write('src/components/notes/prisma/schema.prisma', 'model Note {\n  id Int @id\n}\n');
  stranger.write(
    'prismosaic.config.ts',
    `import { defineConfig } from 'prismosaic/config';

enum Folder {
  components = 'src/components',
}

export default defineConfig({ components: Folder.components, databases: { default: {} } });
`,
  );
  stranger.write(
    'prisma.config.ts',
    `import { prismaConfig } from 'prismosaic/prisma';\n\nexport default () => prismaConfig();\n`,
  );
  stranger.must('npm install --ignore-scripts');
});
afterAll(() => stranger.dispose());

describe.each(['commonjs', 'module'])('with "type": "%s"', (type) => {
  test.each(targets)('and the target %s, each module', (target) => {
    const manifest = JSON.parse(stranger.read('package.json'));
    stranger.write('package.json', { ...manifest, type });
    for (const [index, module] of modules.entries()) {
      const at = index + targets.indexOf(target);
      const moduleResolution = resolutions[at % resolutions.length];
      const compilerOptions = { target, module, moduleResolution, ...strictness[at % strictness.length] };
      stranger.write('tsconfig.json', { compilerOptions });
      const composed = stranger.run('npx prismosaic compose');
      expect({ compilerOptions, ...composed }).toMatchObject({ status: 0 });
      if (at % 5 !== 0) continue;
      const validated = stranger.run('npx prisma validate');
      expect({ compilerOptions, ...validated }).toMatchObject({ status: 0 });
    }
  });

  test.each([
    ['no tsconfig.json', undefined],
    ['one that is empty', ''],
    ['one with comments and commas', '{\n  // ours\n  "compilerOptions": { "strict": true, },\n}\n'],
    ['one that extends what is missing', '{ "extends": "@tsconfig/missing" }'],
    ['one with unknown settings', '{ "compilerOptions": { "target": "es2099", "module": "nonsense" } }'],
    ['one with references', '{ "files": [], "references": [{ "path": "./nowhere" }] }'],
    ['one that is broken', '{ "compilerOptions": '],
  ])('and %s', (_, text) => {
    stranger.remove('tsconfig.json');
    if (text !== undefined) stranger.write('tsconfig.json', text);
    expect(stranger.run('npx prismosaic compose')).toMatchObject({ status: 0 });
    expect(stranger.run('npx prisma validate')).toMatchObject({ status: 0 });
  });
});
