import { Logger } from '@nestjs/common';
import type { RegisteredComponent } from './components/registered-component';
import type { PrismaService } from './database/prisma.service';

/**
 * Runs the seed of each component that has one. Resolves with the number of rows that they added.
 * @throws SeedError with the component's error as its cause; rows of the components before it stay.
 */
export async function seed(
  components: readonly RegisteredComponent[],
  prisma: PrismaService,
): Promise<number> {
  let all = 0;
  for (const { name, meta } of components) {
    const rows = await rowsOf(name, async () => meta?.seed?.(prisma));
    if (rows > 0) new Logger('Seed').log(`${name}: seeded ${rows} rows`);
    all += rows;
  }
  return all;
}

/** The seed of a component failed. */
export class SeedError extends Error {
  override name = 'SeedError';
}

async function rowsOf(name: string, seeding: () => Promise<number | undefined>): Promise<number> {
  try {
    return (await seeding()) ?? 0;
  } catch (cause) {
    throw new SeedError(`The seed of "${name}" failed.`, { cause });
  }
}
