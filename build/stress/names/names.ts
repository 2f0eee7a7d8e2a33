import { composing } from '../../test-kit/composer/composing';
import { generator } from '../../test-kit/composer/random-models';
import type { LongRun } from '../composer/long-run';
import { progress } from '../composer/long-run';
import { type Held, NamesDatabase } from './database';
import { render } from './draft';
import { randomDraft } from './random-names';
import { traps } from './traps';

/** What the composer's kinds are called in the catalog. */
const kinds: Record<string, string> = {
  'join table': 'table',
  'join index': 'index',
  'primary key': 'index',
};

/**
 * Composes schemas of several components in which names collide or almost collide, and applies the valid ones to a real
 * PostgreSQL: each must apply, be in sync, and have exactly the names that the composer listed.
 */
export const names: LongRun = {
  count: 2_000,
  async run(asked) {
    const report = progress(asked, 'schemas');
    const database = await NamesDatabase.start();
    const breaches: string[] = [];
    const counts = { composed: 0, refused: 0 };
    const all = Object.keys(traps);
    try {
      for (let index = 0; index < asked.count; index++) {
        const seed = asked.seed + index;
        const trap = all[index % all.length] ?? '';
        const found = await tryOne(database, seed, trap);
        counts[found.refused ? 'refused' : 'composed']++;
        if (found.breach !== undefined) breaches.push(`seed ${seed}, ${trap}: ${found.breach}`);
        report(index + 1);
      }
    } finally {
      await database.stop();
    }
    const figures = `${counts.composed} of ${asked.count} schemas composed and applied, ${counts.refused} were refused, ${breaches.length} breaches`;
    return { figures, breaches };
  },
};

async function tryOne(
  database: NamesDatabase,
  seed: number,
  trap: string,
): Promise<{ refused: boolean; breach?: string }> {
  const draft = randomDraft(seed);
  const plain = composing(render(draft));
  if (plain.reported().length > 0)
    return { refused: true, breach: `is refused before: ${plain.reported().join(', ')}` };
  const before = await applied(database, plain);
  if (before !== undefined) return { refused: false, breach: before };
  traps[trap]?.(draft, await database.held(), generator(seed));
  const texts = render(draft);
  const composed = composing(texts);
  if (composed.reported().length > 0) return { refused: true };
  const breach = await applied(database, composed);
  return {
    refused: false,
    ...(breach === undefined ? {} : { breach: `${breach}\n${JSON.stringify(texts)}` }),
  };
}

async function applied(
  database: NamesDatabase,
  composed: ReturnType<typeof composing>,
): Promise<string | undefined> {
  const failure = await database.migrate(composed.files);
  if (failure !== undefined) return failure;
  const listed = composed.names.map((one) => textOf({ ...one, kind: kinds[one.kind] ?? one.kind })).sort();
  const twice = listed.some((one, index) => one.startsWith('["sequence"') && one === listed[index + 1]);
  const held = (await database.held())
    // When two sequences have the same name, PostgreSQL adds a number to the second.
    .filter(({ kind, name }) => !(twice && kind === 'sequence' && /_seq\d+$/.test(name)))
    .map(textOf);
  const missing = held.filter((one) => !listed.includes(one));
  const more = listed.filter((one) => !held.includes(one));
  if (missing.length + more.length === 0) return undefined;
  return `not in the list: ${missing.join(', ')}; not in the database: ${more.join(', ')}`;
}

function textOf({ kind, name, within }: Held): string {
  return JSON.stringify([kind, name, ...(within === undefined ? [] : [within])]);
}
