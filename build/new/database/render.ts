import { placesOf } from '../../composer';

/** The files of a new database by path, relative to the root. */
export function renderDatabase(name: string): Map<string, string> {
  const { variables, migrations } = placesOf(name);
  const title = pascal(name);
  const folder = `src/databases/${name}`;
  return new Map([
    [
      migrations.replace(/migrations$/, 'prisma.config.ts'),
      `import { prismaConfig } from 'prismosaic/prisma';

export default () => prismaConfig({ database: '${name}' });
`,
    ],
    [
      `${folder}/prisma.service.ts`,
      `import { Injectable, Optional } from '@nestjs/common';
import { databaseTarget, type PostgresAdapter, postgresAdapter } from '@prismosaic/nestjs';
import { PrismaClient } from './client/client';

/** The client of the database "${name}": inject it and use \`prisma.<model>\`. */
@Injectable()
export class ${title}PrismaService extends PrismaClient {
  readonly variable = '${variables.runtime}';
  /** Where it connects to: \`host:port/database\`. */
  readonly description: string;
  readonly adapter: PostgresAdapter;

  /**
   * @param url @default ${variables.runtime}
   * @throws SetupError when it is missing or can't be read
   */
  constructor(@Optional() url: string | undefined = process.env.${variables.runtime}) {
    const target = databaseTarget(url, '${variables.runtime}');
    const adapter = postgresAdapter(target);
    super({ adapter });
    this.adapter = adapter;
    this.description = target.description;
  }
}
`,
    ],
    [
      `${folder}/database.module.ts`,
      `import { DatabaseModule } from '@prismosaic/nestjs';
import { ${title}PrismaService } from './prisma.service';

/** Import it where ${title}PrismaService is injected: there is one connection pool, however often you import it. */
export const ${title}Database = DatabaseModule.forRoot({ client: ${title}PrismaService, name: '${name}' });
`,
    ],
  ]);
}

export function pascal(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_all, first: string) => first.toUpperCase());
}
