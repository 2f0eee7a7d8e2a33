import fs from 'node:fs';
import path from 'node:path';
import { Composer } from '../../composer';
import { TemporaryProject } from '../composer/project';

const checkout = path.resolve(__dirname, '../../..');

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
    fs.symlinkSync(path.join(checkout, 'node_modules'), path.join(this.root, 'node_modules'), 'junction');
  }

  async compose(): Promise<boolean> {
    const { ok } = await new Composer({ root: this.root }).run({ generate: false });
    return ok;
  }
}

const configuration = `import { prismaConfig } from 'prismosaic/prisma';

export default () => prismaConfig();
`;
