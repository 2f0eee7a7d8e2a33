import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const project = path.resolve(__dirname, '..');
const MODELS = 5;

/** A project in its own folder, with any number of components of five models each. */
export class GeneratedProject {
  readonly root = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'prismosaic-bench-'));

  constructor(components: number) {
    fs.symlinkSync(path.join(project, 'node_modules'), path.join(this.root, 'node_modules'));
    this.write('package.json', '{ "name": "bench", "private": true }');
    // Plain Prisma: no code of this project runs in its commands.
    this.write('prisma.config.js', "module.exports = { schema: 'prisma/schema' };");
    this.write(
      'src/main.ts',
      "import { Prisma } from './database/client/client';\nconsole.log(Object.keys(Prisma.ModelName).length);\n",
    );
    for (let index = 0; index < components; index++) this.editComponent(index, 0);
  }

  /** Writes a component's schema; each `edit` is another field. */
  editComponent(index: number, edit: number): void {
    const name = `component${String(index).padStart(3, '0')}`;
    this.write(`src/components/${name}/prisma/schema.prisma`, schemaOf(`C${index}`, edit));
  }

  write(file: string, text: string): void {
    const target = path.join(this.root, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  remove(file: string): void {
    fs.rmSync(this.path(file), { recursive: true, force: true });
  }

  /** The texts of the files below a folder, without hidden files. */
  files(folder: string): Map<string, string> {
    const names = fs.readdirSync(this.path(folder), { recursive: true, encoding: 'utf8' });
    const texts = names
      .map((name): [string, string] => [name, path.join(this.path(folder), name)])
      .filter(([name, file]) => !path.basename(name).startsWith('.') && fs.statSync(file).isFile());
    return new Map(texts.map(([name, file]) => [name, fs.readFileSync(file, 'utf8')]));
  }

  dispose(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

/** Five models: each belongs to the one before it, has an enum, an index and fields of the usual kinds. */
function schemaOf(prefix: string, edit: number): string {
  const models = Array.from({ length: MODELS }, (_, index) => {
    const owner =
      index === 0
        ? ''
        : `  owner Model${index - 1} @relation(fields: [ownerId], references: [id])\n  ownerId Int\n`;
    const owned = index === MODELS - 1 ? '' : `  owned Model${index + 1}[]\n`;
    const text = `model Model${index} {
  id        Int      @id @default(autoincrement())
  title     String
  slug      String   @unique
  amount    Decimal?
  active    Boolean  @default(true)
  kind      Kind     @default(FIRST)
  details   Json?
  createdAt DateTime @default(now())
  updatedAt DateTime @updatedAt
${owner}${owned}${index === 0 ? `  edit${edit} String?\n` : ''}
  @@index([createdAt])
}
`;
    return text.replace(/\bModel(?=\d)/g, `${prefix}Model`).replace(/\bKind\b/g, `${prefix}Kind`);
  });
  return [`enum ${prefix}Kind {\n  FIRST\n  SECOND\n}\n`, ...models].join('\n');
}
