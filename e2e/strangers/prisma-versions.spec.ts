import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Stranger } from './stranger';

const schema = `model Note {
  id    Int    @id @default(autoincrement())
  title String
  tags  Tag[]
}

model Tag {
  id    Int    @id
  kind  Kind
  notes Note[]
}

enum Kind {
  BIG
  SMALL
}
`;

/**
 * All files of a folder with their text. Prisma 7.10.1 is the command line alone: its client and generator are 7.10.0's,
 * and it differs in the version that it writes.
 */
function texts(folder: string): Record<string, string> {
  const names = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.prismosaic.json')
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  return Object.fromEntries(names.map((name) => [name.slice(folder.length), textOf(name)]));
}

function textOf(file: string): string {
  return fs
    .readFileSync(file, 'latin1')
    .replaceAll('7.10.1', '7.10.0')
    .replaceAll('d1b3f377ca835d73fd50954a5e22128b9ebdd6b8', '0edf323efd1d98336f3f0a68684b56f689b900d3');
}

describe.each(['7.4.2', '7.6.0', '7.8.0', '7.9.1', '7.10.1'])('with Prisma %s', (version) => {
  const stranger = new Stranger('versions');
  const client = version === '7.10.1' ? '7.10.0' : version;
  beforeAll(() => {
    stranger.write('package.json', {
      private: true,
      dependencies: { '@prisma/adapter-pg': client, '@prisma/client': client },
      devDependencies: {
        ...stranger.packed('prismosaic', '@prismosaic/schema-engine'),
        prisma: version,
        typescript: '~5.9.0',
      },
    });
    stranger.write(
      'prisma.config.ts',
      `import { prismaConfig } from 'prismosaic/prisma';\n\nexport default () => prismaConfig();\n`,
    );
    stranger.write('src/components/notes/prisma/schema.prisma', schema);
    stranger.must('npm install --ignore-scripts');
  });
  afterAll(() => stranger.dispose());

  test('composes, and the client is that of its own prisma generate, also after a change', () => {
    for (const text of [schema, schema.replace('title String', 'name String')]) {
      stranger.write('src/components/notes/prisma/schema.prisma', text);
      stranger.must('npx prismosaic compose');
      fs.rmSync(stranger.at('other'), { recursive: true, force: true });
      fs.cpSync(stranger.at('prisma/schema'), stranger.at('other/prisma/schema'), { recursive: true });
      const generate = `node ../node_modules/prisma/build/index.js generate --schema prisma/schema`;
      // Any file will do: nothing is downloaded then.
      const environment = {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_GENERATE_SKIP_AUTOINSTALL: '1',
      };
      stranger.must(generate, environment, stranger.at('other'));
      expect(texts(stranger.at('src/database/client'))).toEqual(
        texts(stranger.at('other/src/database/client')),
      );
    }
    expect(stranger.must('npx prismosaic compose')).toContain('Nothing changed');
  });

  test('its command line runs on the engine, and doctor finds no fault', () => {
    expect(stranger.must('npx prisma migrate dev --name init')).toContain('now in sync');
    expect(stranger.must('npx prisma migrate status')).toContain('up to date');
    expect(stranger.must('npx prisma migrate deploy')).toContain('No pending');
    expect(stranger.must('npx prisma db pull --print')).toContain('model Note');
    expect(stranger.must('npx prismosaic doctor')).toContain(`prisma ${version}.`);
  });
});

describe('with the second home of Prisma 7', () => {
  const stranger = new Stranger('prisma7');
  afterAll(() => stranger.dispose());

  test('@prisma/prisma7 and prisma7.config.ts work beside Prisma 8', () => {
    stranger.write('package.json', {
      private: true,
      dependencies: { '@prisma/adapter-pg': '7.10.0', '@prisma/client': '7.10.0' },
      devDependencies: {
        ...stranger.packed('prismosaic', '@prismosaic/schema-engine'),
        '@prisma/prisma7': '7.10.0',
        typescript: '~5.9.0',
      },
    });
    stranger.write(
      'prisma7.config.ts',
      `import { prismaConfig } from 'prismosaic/prisma';\n\nexport default () => prismaConfig();\n`,
    );
    stranger.write('src/components/notes/prisma/schema.prisma', schema);
    stranger.must('npm install --ignore-scripts --legacy-peer-deps');
    // What Prisma 8 leaves in a project, as far as anybody here looks at it.
    stranger.write('node_modules/prisma/package.json', { name: 'prisma', version: '8.0.0' });
    expect(stranger.must('npx prisma7 migrate dev --name init')).toContain('now in sync');
    expect(stranger.must('npx prismosaic doctor')).toContain('@prisma/prisma7 7.10.0');
  });

  test('Prisma 8 alone is refused in one sentence with the command that fixes it', () => {
    fs.rmSync(stranger.at('node_modules/@prisma/prisma7'), { recursive: true });
    for (const command of ['compose', 'doctor']) {
      const { status, output } = stranger.run(`npx prismosaic ${command}`);
      expect(status).toBe(1);
      expect(output).toContain('Prismosaic works with Prisma 7, from 7.4 on; this project has prisma 8.0.0.');
      expect(output).toContain('npm install --save-dev prisma@7');
    }
  });
});
