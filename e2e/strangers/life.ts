import { expect, test } from '@jest/globals';
import type { Stranger } from './stranger';

/** The commands of an application, as its author types them. */
export interface Commands {
  /** Installs what package.json names. */
  install: string;
  /** Composes, generates and builds. */
  build: string;
  migrate: string;
  /** Serves what was built, with its database. */
  serve: string;
  test: string;
}

/** Where the application has its first component. */
export interface FirstComponent {
  /** Its schema, relative to the root. */
  schema: string;
  /** The path that lists its rows. */
  page: string;
  /** The path and form that add a row titled `milk`. @default none: the page itself adds one */
  add?: Record<string, string>;
  /** A file of the generated client. @default src/database/client/client.ts */
  client?: string;
  /** What `migrate` says. @default now in sync */
  inSync?: string;
}

/**
 * The life of a stranger's application, one test for each step: from an empty folder to a served row and a passing test;
 * then a schema breaks, its message is read, and it is fixed.
 */
export function livesWell(stranger: Stranger, commands: Commands, component: FirstComponent): void {
  const { client = 'src/database/client/client.ts', inSync = 'now in sync' } = component;

  test('is installed by its package manager', () => {
    stranger.must(commands.install);
  });

  test('builds, migrates and serves a row', async () => {
    stranger.must(commands.build);
    expect(stranger.must(commands.migrate)).toContain(inSync);
    const address = await stranger.serve(commands.serve);
    if (component.add !== undefined) {
      const body = new URLSearchParams(component.add);
      expect((await fetch(address + component.page, { method: 'POST', body })).status).toBeLessThan(400);
    }
    const served = await fetch(address + component.page);
    expect(await served.text()).toContain('milk');
    await stranger.stopServer();
  });

  test('passes its tests, each worker in a schema of its own', () => {
    expect(stranger.must(commands.test)).toMatch(/\bpassed\b/);
  });

  test('a broken schema is refused at its line, and loses nothing', () => {
    const good = stranger.read(component.schema);
    const generated = stranger.read(client);
    const broken = good.replace(/^model .*\{\n/m, '$&  owner Perzon\n');
    stranger.write(component.schema, broken);
    const line = broken.split('\n').findIndex((text) => text.includes('Perzon')) + 1;
    const { status, output } = stranger.run(commands.build);
    expect(status).not.toBe(0);
    expect(output).toContain(`${component.schema}:${line}:9`);
    expect(output).toContain('Perzon');
    expect(stranger.read(client)).toBe(generated);

    stranger.write(component.schema, good);
    stranger.must(commands.build);
    expect(stranger.must('npx prismosaic doctor')).not.toMatch(/✗/);
  });
}
