import { cold, edited, type Figure, linear, rewritten, unchanged } from './compose-figures';
import { printTable, showTime } from './measure';

/** Compares composing and generating with `prisma generate` on the same composed schema. */
export async function bench(): Promise<void> {
  const figures = [
    ...(await unchanged(100)),
    await edited(10, 7, 5),
    await edited(100, 3, 2),
    await cold(10, 5),
    await cold(100, 3),
    await linear(),
    await rewritten(100),
  ];
  console.log(
    'Medians of alternating runs. `npx` is `npx prisma generate`; `prisma` is the same without npx.\n',
  );
  printTable([
    ['what', 'ours', 'npx', 'prisma', 'ratios', 'goal', 'met'],
    ...figures.map(({ what, ours, npx, prisma, ratios, goal, met }: Figure) => [
      what,
      typeof ours === 'string' ? ours : showTime(ours),
      npx === undefined ? '' : showTime(npx),
      prisma === undefined ? '' : showTime(prisma),
      ratios,
      goal,
      met ? 'yes' : 'NO',
    ]),
  ]);
}
