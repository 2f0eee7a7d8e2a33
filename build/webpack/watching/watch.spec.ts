import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Application, schemaOf, schemaWith } from '../../test-kit/webpack/application';
import { causedBy, RecordedComposer, WatchedBuild } from '../../test-kit/webpack/watched-build';

let application: Application;
let composer: RecordedComposer;
let watched: WatchedBuild;
let settled = 0;

beforeEach(async () => {
  application = new Application();
  composer = new RecordedComposer(application.root);
  watched = new WatchedBuild(application.webpack({ composer }));
  await watched.next(({ emitted }) => emitted);
});
afterEach(async () => {
  await watched.close();
  application.dispose();
});

/** Changes the code and waits until the bundle has the change: by then all earlier builds have ended. */
async function settle(): Promise<void> {
  const mark = `globalThis.settled = ${++settled};`;
  fs.appendFileSync(path.join(application.root, 'src/main.ts'), `\n${mark}`);
  await watched.next(({ emitted }) => emitted && fs.readFileSync(application.bundle, 'utf8').includes(mark));
}

/** The builds that published files caused. There must be none: each would cause the next. */
function causedByOutputs() {
  const outputs = composer.outcomes.flatMap((outcome) => outcome.outputs);
  return watched.builds.filter(({ causes }) =>
    causes.some((cause) => outputs.some((output) => cause === output || cause.startsWith(output + path.sep))),
  );
}

describe('while webpack watches', () => {
  test('an edited schema is composed once and served by the bundle', async () => {
    const before = composer.publishing.length;
    application.write(schemaOf('demo'), schemaWith('Article'));
    await watched.next(({ emitted }) => emitted);
    expect(application.run().models).toEqual({ Article: 'Article' });
    await settle();
    await settle();
    expect(composer.publishing.length - before).toBe(1);
    expect(causedByOutputs()).toEqual([]);
  });

  test('a component folder is noticed when it is added, renamed and removed', async () => {
    application.addComponent('orders', 'Order');
    await watched.next(({ emitted }) => emitted && application.run().components.includes('orders'));
    expect(application.run().models).toEqual({ Post: 'Post', Order: 'Order' });

    application.rename('src/components/orders', 'src/components/sales');
    await watched.next(({ emitted }) => emitted && application.run().components.includes('sales'));
    expect(application.run()).toEqual({
      components: ['demo', 'sales'],
      models: { Post: 'Post', Order: 'Order' },
    });

    application.remove('src/components/sales');
    await watched.next(({ emitted }) => emitted && !application.run().components.includes('sales'));
    expect(application.run()).toEqual({ components: ['demo'], models: { Post: 'Post' } });
    await settle();
    expect(causedByOutputs()).toEqual([]);
  });

  test('a broken schema keeps the last good bundle, and fixing it recovers', async () => {
    const before = fs.readFileSync(application.bundle);
    application.write(schemaOf('demo'), schemaWith('Post', 'title Strin'));
    const broken = await watched.next(({ errors }) => errors.length > 0);
    expect(String(broken.errors[0])).toContain(`${schemaOf('demo')}:3:9`);
    expect(fs.readFileSync(application.bundle)).toEqual(before);

    application.write(schemaOf('demo'), schemaWith('Post', 'subtitle String'));
    const fixed = await watched.next(({ errors }) => errors.length === 0);
    expect(fixed.emitted).toBe(true);
    expect(fs.readFileSync(application.bundle, 'utf8')).toContain('subtitle');
  });

  test('a schema that is saved without a change generates nothing and emits nothing', async () => {
    await settle();
    const before = composer.publishing.length;
    const now = new Date();
    fs.utimesSync(path.join(application.root, schemaOf('demo')), now, now);
    const build = await watched.next(causedBy(path.join(application.root, schemaOf('demo'))));
    expect(build).toMatchObject({ errors: [], emitted: false });
    expect(composer.publishing.length).toBe(before);
  });

  test('an unexpected failure of the composer is an error of the build, and the next save recovers', async () => {
    await settle();
    composer.failure = new Error('the disk is full');
    application.write(schemaOf('demo'), schemaWith('Post', 'subtitle String'));
    const broken = await watched.next(({ errors }) => errors.length > 0);
    expect(String(broken.errors[0])).toContain('the disk is full');
    expect(broken.emitted).toBe(false);

    application.write(schemaOf('demo'), schemaWith('Post', 'summary String'));
    await watched.next(({ emitted }) => emitted);
    expect(fs.readFileSync(application.bundle, 'utf8')).toContain('summary');
  });

  test('the configuration is noticed when it is added, when it has errors and when it is removed', async () => {
    const file = 'prismosaic.config.ts';
    application.addComponent('later', 'Later');
    await watched.next(({ emitted }) => emitted);
    application.write(
      file,
      "export default { databases: { default: { exclude: 'src/components/later' } } };",
    );
    await watched.next(({ emitted }) => emitted);
    expect(application.run().models).toEqual({ Post: 'Post' });
    application.write(file, 'export default { databases: 7 };');
    const { errors } = await watched.next((build) => build.errors.length > 0);
    expect(errors[0]?.message).toContain(`${file}:1:18: error CONFIG_TYPE`);
    application.remove(file);
    await watched.next(({ emitted }) => emitted);
    expect(application.run().models).toEqual({ Later: 'Later', Post: 'Post' });
  });
});
