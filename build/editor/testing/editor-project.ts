import path from 'node:path';
import { Composer } from '../../composer';
import { TemporaryProject } from '../../composer/testing/project';

const room = path.join(__dirname, '..', '..');

export const schemaOf = (component: string): string => `src/components/${component}/prisma/schema.prisma`;

const users = `model User {
  id   Int  @id
  role Role
}

enum Role {
  READER
  WRITER
}
`;
const blog = `model Post {
  id       Int  @id
  author   User @relation(fields: [authorId], references: [id])
  authorId Int
  language String @db.VarChar(5)
}
`;
const fame = `/// @extends
model User {
  stars Int @default(0)
}
`;

/**
 * A project with parts that only the composer makes valid: a relation without its opposite field, and an extension.
 * Its `prisma.config.ts` is this project's, with its own root.
 */
export class EditorProject extends TemporaryProject {
  constructor() {
    super();
    this.schema('users', users).schema('blog', blog).schema('fame', fame);
    this.write('package.json', '{}').write('prisma.config.ts', configuration);
  }

  async compose(): Promise<boolean> {
    const { ok } = await new Composer({ root: this.root }).run({ generate: false });
    return ok;
  }
}

const configuration = `import { createRequire } from 'node:module';
const load = createRequire(__filename);
load(${JSON.stringify(path.join(room, 'load-typescript'))});
const { prismaConfig } = load(${JSON.stringify(path.join(room, 'prisma-config', 'index.ts'))});
export default () => prismaConfig({ root: __dirname });
`;
