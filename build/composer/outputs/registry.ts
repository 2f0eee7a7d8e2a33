import fs from 'node:fs';
import path from 'node:path';
import type { Settings } from '../options';
import type { ComponentFolder } from '../sources/source';

const firstLine = '// Composed by Prismosaic';

/** Whether the registry that is there was written by the composer, told by how it begins; nobody owns an empty one. */
export function isRegistry(text: string): boolean {
  return text === '' || text.startsWith(firstLine);
}

/** A project without the components' folder gets no registry, and no such folder. */
export function wantsRegistry({ root, registry }: Settings): boolean {
  return fs.existsSync(path.dirname(path.join(root, registry)));
}

/** The list of the components that have a `component.module.ts`: bundlers and Jest read the same file. */
export function composeRegistry(settings: Settings, registered: readonly ComponentFolder[]): string {
  const from = path.posix.dirname(settings.registry);
  const imports = registered.flatMap(({ folder, meta }, index) => {
    const relative = path.posix.relative(from, folder);
    const place = relative.startsWith('.') ? relative : `./${relative}`;
    return [
      `import module${index} from ${JSON.stringify(`${place}/component.module`)};`,
      ...(meta ? [`import meta${index} from ${JSON.stringify(`${place}/component.meta`)};`] : []),
    ];
  });
  const entries = registered.map(
    ({ name, meta }, index) =>
      `  { name: ${JSON.stringify(name)}, module: module${index}${meta ? `, meta: meta${index}` : ''} },`,
  );
  return [
    `${firstLine} from the folders that hold a component.module.ts. Don't edit this file.`,
    "import type { RegisteredComponent } from './registered-component';",
    ...imports,
    '',
    'export const components: RegisteredComponent[] = [',
    ...entries,
    '];',
    '',
  ].join('\n');
}
