import { lint } from '@prisma/prisma-schema-wasm';
import { Composer } from '../../../composer/composer';
import { model, TemporaryProject } from '../../../test-kit/composer/project';
import { generator } from '../../../test-kit/composer/random-models';
import { same } from '../clean-builds';
import { type LongRun, progress } from '../long-run';
import { huge } from './huge';
import { malform } from './malform';

/** The limit for one schema, in ms of CPU time, because the machine may be busy. */
const hang = 30_000;
const file = 'src/components/odd/prisma/schema.prisma';

/** Composes malformed schemas beside a valid one. */
export const malformed: LongRun = {
  count: 10_000,
  async run(asked) {
    const random = generator(asked.seed);
    const report = progress(asked, 'malformed schemas');
    const project = new TemporaryProject().schema('base', model('Base'));
    const composer = new Composer({ root: project.root });
    await composer.run({ generate: false });
    const breaches: string[] = [];
    let [accepted, slowest, slow] = [0, 0, ''];
    // Each takes seconds, so the short form skips them.
    const long = asked.count < 1000 ? [] : [...huge()];
    try {
      for (let round = 0; round < asked.count; round++) {
        const { kind, bytes } = long[round] ?? malform(random);
        project.schema('odd', bytes);
        const since = process.cpuUsage();
        const [taken, wrong] = await judge(project, composer);
        const { user, system } = process.cpuUsage(since);
        const took = (user + system) / 1000;
        if (took > slowest) [slowest, slow] = [took, kind];
        if (took > hang) wrong.push(`took ${took} ms`);
        if (taken) accepted++;
        breaches.push(...wrong.map((what) => `seed ${asked.seed}, round ${round} (${kind}): ${what}`));
        report(round + 1);
      }
    } finally {
      project.dispose();
    }
    const refused = asked.count - accepted;
    const figures = `${asked.count} schemas, ${refused} refused, ${accepted} accepted, slowest ${Math.round(slowest)} ms (${slow}), ${breaches.length} breaches`;
    return { figures, breaches };
  },
};

async function judge(project: TemporaryProject, composer: Composer): Promise<[boolean, string[]]> {
  const before = project.snapshot('prisma/schema');
  try {
    const { ok, diagnostics } = await composer.run({ generate: false });
    const after = project.snapshot('prisma/schema');
    if (ok) {
      const found = JSON.parse(lint(JSON.stringify(Object.entries(after).map(utf8)))).filter(isError);
      return [true, found.length === 0 ? [] : [`accepted, and Prisma says ${JSON.stringify(found[0])}`]];
    }
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const placed = errors.every((error) => error.file === file && (error.line ?? 0) > 0);
    return [
      false,
      [
        ...(errors.length === 0 ? ['refused without an error'] : []),
        ...(placed
          ? []
          : [`an error has no place in the component's file: ${JSON.stringify(errors).slice(0, 400)}`]),
        ...(same(before, after) ? [] : ['something was published']),
      ],
    ];
  } catch (error) {
    return [false, [`threw ${error}`]];
  }
}

function utf8([name, text]: [string, string]): [string, string] {
  return [name, Buffer.from(text, 'latin1').toString('utf8')];
}

function isError({ is_warning }: { is_warning: boolean }): boolean {
  return !is_warning;
}
