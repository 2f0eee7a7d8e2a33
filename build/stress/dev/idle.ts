import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asked, Result } from '../composer/long-run';
import { Developed } from './developed';

const list = 'src/components/demo/ui/post-list.tsx';
const published = ['dist/main.js', 'prisma/schema/main.prisma', 'src/database/client/client.ts'];

/** Changes no file for `count` minutes: `prismosaic dev` must not build, generate or start anything meanwhile. */
export async function idle({ count, say }: Asked): Promise<Result> {
  const developed = await Developed.start();
  const stateOf = (file: string) => {
    const { ino, mtimeMs } = fs.statSync(path.join(developed.project.root, file));
    return `${file} ${ino} ${mtimeMs}`;
  };
  try {
    // Once a save is served, the start has finished.
    const beginning = developed.output.length;
    developed.project.edit(list, 'className="card post"', 'className="card post idle"');
    await developed.says(/closed the connection/, beginning);
    await pause(3_000);
    const from = developed.output.length;
    const before = published.map(stateOf);
    for (let minute = 0; minute < count; minute++) {
      await pause(60_000 * Math.min(1, count - minute));
      say(`${Math.min(minute + 1, count)} of ${count} minutes`);
    }
    const output = developed.output.slice(from);
    const rewritten = published.map(stateOf).filter((state) => !before.includes(state));
    // It still watches.
    developed.project.edit(list, 'className="card post idle"', 'className="card post awake"');
    await developed.says(/Serving/, from);
    return {
      figures: `${count} idle minutes, ${output === '' ? 'nothing was done' : 'something was done'}; the next save was served`,
      breaches: [
        ...(output === '' ? [] : [`it printed:\n${output}`]),
        ...rewritten.map((state) => `rewritten: ${state}`),
      ],
    };
  } finally {
    await developed.dispose();
  }
}
