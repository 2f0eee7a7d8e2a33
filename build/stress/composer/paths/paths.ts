import fs from 'node:fs';
import { Composer } from '../../../composer/composer';
import { model, TemporaryProject } from '../../../test-kit/composer/project';
import type { LongRun } from '../long-run';
import { type Trap, traps } from './traps';

/** Sets each trap in its own project: nothing outside is read or written, and each is reported. */
export const paths: LongRun = {
  count: traps.length,
  async run({ count, say }) {
    const breaches: string[] = [];
    for (const trap of traps.slice(0, count)) {
      const wrong = await walkInto(trap);
      say(`${trap.name}: ${wrong.length === 0 ? trap.expected : wrong.join('; ')}`);
      breaches.push(...wrong.map((one) => `${trap.name}: ${one}`));
    }
    return { figures: `${count} traps, ${breaches.length} breaches`, breaches };
  },
};

async function walkInto({ set, expected }: Trap): Promise<string[]> {
  const outside = new TemporaryProject();
  outside.schema('secret', model('Secret')).write('secret.prisma', model('Secret')).write('file', 'precious');
  const project = new TemporaryProject().schema('base', model('Base'));
  try {
    set(project, outside);
    const before = outside.stamps('.');
    const opened = watchOpening();
    const composer = new Composer({ root: project.root });
    try {
      const { ok, diagnostics } = await composer.run();
      const list = await composer.inspect();
      const said = [
        ...diagnostics,
        ...list.ignored.map(({ reason }) => ({ code: 'ignored', message: reason })),
      ];
      const read = opened.end().filter((file) => file.startsWith(outside.root));
      return [
        ...(said.some(({ code }) => code === expected)
          ? []
          : [`reported ${said.map(({ code }) => code)}, not ${expected}`]),
        ...(ok === (expected === 'ignored') ? [] : [`ended with ok ${ok}`]),
        ...(read.length === 0 ? [] : [`read ${read}`]),
        ...(JSON.stringify(outside.stamps('.')) === JSON.stringify(before) ? [] : ['changed files outside']),
        ...(project.has('prisma/schema') && read.length > 0 ? ['published'] : []),
      ];
    } finally {
      opened.end();
    }
  } catch (error) {
    return [`threw ${error}`];
  } finally {
    project.dispose();
    outside.dispose();
  }
}

/** Records the real paths of the files that this process opens. */
function watchOpening(): { end(): string[] } {
  const files: string[] = [];
  const { readFileSync, openSync } = fs;
  const note = (file: unknown): void => {
    if (typeof file === 'string' && fs.existsSync(file)) files.push(fs.realpathSync(file));
  };
  const replace = (name: 'readFileSync' | 'openSync', original: (...args: never[]) => unknown): void => {
    Reflect.set(fs, name, (...args: unknown[]): unknown => {
      const opened: unknown = Reflect.apply(original, fs, args);
      note(args[0]);
      return opened;
    });
  };
  replace('readFileSync', readFileSync);
  replace('openSync', openSync);
  return {
    end: () => {
      fs.readFileSync = readFileSync;
      fs.openSync = openSync;
      return files;
    },
  };
}
