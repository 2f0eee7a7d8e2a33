import { createRequire } from 'node:module';
import path from 'node:path';

/** The `pg` of this process. */
export type Driver = typeof import('pg');

/** The copies of the driver that Prisma's adapter and the application use; one that several use comes several times. */
export function* drivers(): Generator<Driver> {
  const project = createRequire(path.join(process.cwd(), 'package.json'));
  for (const name of ['@prisma/adapter-pg', '@prismosaic/nestjs', undefined]) {
    try {
      const from = name === undefined ? undefined : [path.dirname(project.resolve(name))];
      yield require(project.resolve('pg', from && { paths: from }));
    } catch {
      // The project does not have it.
    }
  }
}
