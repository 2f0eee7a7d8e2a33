import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { bursts } from '../../stress/webpack/bursts';
import { Application, schemaOf, schemaWith } from '../../test-kit/webpack/application';
import { rspackOf } from '../../test-kit/webpack/rspack';
import { RecordedComposer, WatchedBuild } from '../../test-kit/webpack/watched-build';

// A busy machine may take many times as long as an idle one.
jest.setTimeout(600_000);

const client = 'src/database/client';
const schema = 'prisma/schema';

describe.each(['webpack', 'rspack'] as const)('while %s watches', (bundler) => {
  test('bursts of saves are bundled as they are published, by any process', async () => {
    const { breaches } = await bursts(bundler, { count: 3, seed: 1, say: () => {} });
    expect(breaches).toEqual([]);
  });

  describe('a published file', () => {
    let application: Application;
    let composer: RecordedComposer;
    let watched: WatchedBuild;
    let warnings: string[];
    const at = (file: string) => path.join(application.root, file);
    const bundled = () => Object.keys(application.run().models).sort();

    beforeEach(async () => {
      application = new Application();
      composer = new RecordedComposer(application.root);
      warnings = [];
      const compiler =
        bundler === 'webpack' ? application.webpack({ composer }) : rspackOf(application, { composer });
      compiler.hooks.infrastructureLog.tap('test', (name, type, args) => {
        if (name !== 'DatabaseSchemaPlugin' || type !== 'warn') return undefined;
        warnings.push(String(args));
        return true;
      });
      watched = new WatchedBuild(compiler);
      await watched.next(({ emitted }) => emitted);
      await quiet();
    });
    afterEach(async () => {
      await watched.close();
      application.dispose();
    });

    /** Nothing has been built for a while. */
    async function quiet(): Promise<void> {
      for (let builds = -1; watched.building || builds !== watched.builds.length; ) {
        builds = watched.builds.length;
        await pause(800);
      }
    }

    async function untilThere(file: string, holds = ''): Promise<void> {
      while (!fs.existsSync(at(file)) || !fs.readFileSync(at(file), 'utf8').includes(holds)) await pause(20);
    }

    test.each([client, schema, 'src/components/registry.generated.ts'])(
      'is restored when it is deleted (%s), and the next save is served',
      async (output) => {
        const some = output.includes('.')
          ? output
          : path.join(output, fs.readdirSync(at(output)).sort()[0] ?? '');
        const builds = watched.builds.length;
        application.remove(output);
        await untilThere(some);
        await quiet();
        // The look that restores it and the build that follows; webpack may notice a parent folder once more.
        expect(watched.builds.length - builds).toBeLessThanOrEqual(3);
        const errors = watched.builds.slice(builds).flatMap((build) => build.errors);
        // The messages: printing an error object would print webpack's deprecated getters.
        expect(errors.map(({ message }) => message)).toEqual([]);

        application.write(schemaOf('demo'), schemaWith('Afterwards'));
        await watched.next(({ emitted }) => emitted && bundled().join() === 'Afterwards');
        application.remove(output);
        await untilThere(some);
      },
    );

    test('is made again when it is edited by hand', async () => {
      const main = `${schema}/main.prisma`;
      const before = fs.readFileSync(at(main), 'utf8');
      fs.appendFileSync(at(main), '// by hand\n');
      while (fs.readFileSync(at(main), 'utf8') !== before) await pause(20);
      const names = `${client}/internal/prismaNamespace.ts`;
      const text = fs.readFileSync(at(names), 'utf8');
      fs.writeFileSync(at(names), text.replaceAll('Post', 'Nonsense'));
      while (fs.readFileSync(at(names), 'utf8') !== text) await pause(20);
      await quiet();
      expect(bundled()).toEqual(['Post']);
    });

    test('is not made again endlessly when another program edits it each time', async () => {
      const main = at(`${schema}/main.prisma`);
      const rival = setInterval(() => {
        const text = fs.readFileSync(main, 'utf8');
        if (!text.includes('// rival')) fs.writeFileSync(main, `${text}// rival\n`);
      }, 50);
      try {
        while (warnings.length === 0) await pause(20);
        // The build that was under way may end later.
        await quiet();
        const builds = watched.builds.length;
        const runs = composer.outcomes.length;
        await pause(2_000);
        expect(watched.builds.length).toBe(builds);
        expect(composer.outcomes.length).toBe(runs);
        expect(warnings).toEqual([expect.stringContaining('Another program changes')]);
      } finally {
        clearInterval(rival);
      }
      application.write(schemaOf('demo'), schemaWith('Afterwards'));
      await watched.next(({ emitted }) => emitted && bundled().join() === 'Afterwards');
    });
  });
});
