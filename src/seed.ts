import { Logger } from '@nestjs/common';
import type { RegisteredComponent } from './components/registered-component';
import type { PrismaService } from './database/prisma.service';

/** Lets each component that wants to put its first rows into the database. */
export async function seed(components: readonly RegisteredComponent[], prisma: PrismaService): Promise<void> {
  for (const { name, meta } of components) {
    const rows = (await meta?.seed?.(prisma)) ?? 0;
    if (rows > 0) new Logger('Seed').log(`${name}: ${rows} rows for a start`);
  }
}
