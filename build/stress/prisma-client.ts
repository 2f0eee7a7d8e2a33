import { editAtRandom } from '../test-kit/prisma-client/edited-client';

const EDITS = 300;
const ROUND = 50;

/** `client-edits`, or `client-edits=1000` for 1000 edits: compares the client with Prisma's after each. */
export async function main(names: string[]): Promise<number> {
  const [, asked] = (names[0] ?? '').split('=', 2);
  const edits = Number(asked ?? EDITS);
  const first = Date.now() % 1_000_000;
  let failures = 0;
  for (let done = 0; done < edits; done += ROUND) {
    const seed = first + done;
    const { made, kept, differing } = await editAtRandom(seed, Math.min(ROUND, edits - done));
    failures += differing.length;
    process.stdout.write(`  seed ${seed}: ${made} models' files made, ${kept} reused\n`);
    for (const name of differing) process.stderr.write(`  seed ${seed}, ${name} differs\n`);
  }
  process.stdout.write(`client-edits: ${edits} edits, ${failures} files differ from a full generation\n`);
  return failures === 0 ? 0 : 1;
}
