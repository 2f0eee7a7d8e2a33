import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Stats } from '@rspack/core';
import { Application, schemaOf, schemaWith } from '../test-kit/webpack/application';
import { rspackOf } from '../test-kit/webpack/rspack';
import { RecordedComposer, WatchedBuild } from '../test-kit/webpack/watched-build';

let application: Application;
beforeEach(() => {
  application = new Application();
});
afterEach(() => application.dispose());

async function build() {
  const compiler = rspackOf(application);
  const stats = await new Promise<Stats | undefined>((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (!stats) throw new Error('No stats.');
  return stats;
}

describe('in Rspack', () => {
  test('a build composes, generates and bundles; a broken schema is an error at its own line', async () => {
    application.addComponent('orders', 'Order');
    const good = await build();
    expect(good.toString({ preset: 'errors-warnings', colors: false })).toBe('Rspack compiled successfully');
    expect(application.run()).toEqual({
      components: ['demo', 'orders'],
      models: { Post: 'Post', Order: 'Order' },
    });

    const before = fs.readFileSync(application.bundle);
    application.write(schemaOf('demo'), schemaWith('Post', 'title Strin'));
    application.write('src/main.ts', 'console.log(1)');
    const [error, ...others] = (await build()).toJson({ all: false, errors: true }).errors ?? [];
    expect(others).toEqual([]);
    expect(error?.message).toContain(`${schemaOf('demo')}:3:9: error`);
    expect(error?.message).toContain('> 3 |   title Strin');
    expect(fs.readFileSync(application.bundle)).toEqual(before);
  });

  test('watching, a schema is edited, a component is added and removed, an error is fixed', async () => {
    const composer = new RecordedComposer(application.root);
    const watched = new WatchedBuild(rspackOf(application, { composer }));
    try {
      await watched.next(({ emitted }) => emitted);
      const published = composer.publishing.length;
      application.write(schemaOf('demo'), schemaWith('Article'));
      await watched.next(({ emitted }) => emitted);
      expect(application.run().models).toEqual({ Article: 'Article' });
      expect(composer.publishing.length - published).toBe(1);

      application.addComponent('orders', 'Order');
      await watched.next(({ emitted }) => emitted && application.run().components.includes('orders'));
      expect(application.run().models).toEqual({ Article: 'Article', Order: 'Order' });

      const before = fs.readFileSync(application.bundle);
      application.write(schemaOf('demo'), schemaWith('Article', 'title Strin'));
      const broken = await watched.next(({ errors }) => errors.length > 0);
      expect(String(broken.errors[0])).toContain(`${schemaOf('demo')}:3:9`);
      expect(fs.readFileSync(application.bundle)).toEqual(before);

      application.write(schemaOf('demo'), schemaWith('Article', 'subtitle String'));
      const fixed = await watched.next(({ emitted }) => emitted);
      expect(fixed.errors).toEqual([]);
      expect(fs.readFileSync(application.bundle, 'utf8')).toContain('subtitle');

      application.remove('src/components/orders');
      await watched.next(({ emitted }) => emitted && !application.run().components.includes('orders'));
      const outputs = composer.outcomes.flatMap((outcome) => outcome.outputs);
      expect(
        watched.builds.flatMap(({ causes }) => causes.filter((cause) => outputs.includes(cause))),
      ).toEqual([]);
    } finally {
      await watched.close();
    }
  });
});
