import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asked, Result } from '../../composer/stress/long-run';
import { Developed } from './developed';

const list = 'src/components/demo/ui/post-list.tsx';
const published = ['dist/main.js', 'prisma/schema/main.prisma', 'src/database/client/client.ts'];

/** Leaves `prismosaic dev` alone for so many minutes: nothing may be built, generated or started meanwhile. */
export async function idle({ count, say }: Asked): Promise<Result> {
  const developed = await Developed.start();
  const stateOf = (file: string) => {
    const { ino, mtimeMs } = fs.statSync(path.join(developed.project.root, file));
    return `${file} ${ino} ${mtimeMs}`;
  };
  try {
    // What the start still does comes before a save is served.
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
    const said = developed.output.slice(from);
    const rewritten = published.map(stateOf).filter((state) => !before.includes(state));
    // It is not asleep.
    developed.project.edit(list, 'className="card post idle"', 'className="card post awake"');
    await developed.says(/Serving/, from);
    return {
      figures: `${count} idle minutes, ${said === '' ? 'nothing was done' : 'something was done'}; the next save was served`,
      breaches: [
        ...(said === '' ? [] : [`it said:\n${said}`]),
        ...rewritten.map((state) => `rewritten: ${state}`),
      ],
    };
  } finally {
    await developed.dispose();
  }
}
