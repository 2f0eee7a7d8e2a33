import type { Diagnostic } from '../../../diagnostics/diagnostic';
import type { ComponentFolder } from '../../sources/source';

const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/** Checks that every system allows a separate file for each component, with the component's name. */
export function checkNames(components: readonly ComponentFolder[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const taken = new Map<string, ComponentFolder>();
  for (const component of components) {
    const problem = componentNameProblem(component.name);
    if (problem !== undefined) {
      const hint = component.package || isFile(component) ? renaming(component) : problem.hint;
      diagnostics.push({ ...problem, hint, severity: 'error', file: placeOf(component) });
    }
    // Folders that differ only in case or in the form of accents are one folder on other systems. Capitals first: some
    // letters have several capitals, such as `SS` for `ß`.
    const key = component.name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
    const other = taken.get(key);
    taken.set(key, other ?? component);
    if (other === undefined) continue;
    const same = other.name === component.name;
    diagnostics.push({
      severity: 'error',
      code: same ? 'DUPLICATE_COMPONENT' : 'COMPONENT_NAME_CLASH',
      message: same
        ? `Two components are called "${component.name}".`
        : `The components "${other.name}" and "${component.name}" have the same name on systems that ignore case.`,
      file: placeOf(component),
      hint: renaming(component.package === undefined || other.package !== undefined ? component : other),
      related: [{ file: placeOf(other), line: 1, column: 1, message: 'the other one is here' }],
    });
  }
  return diagnostics;
}

/** How to rename the component. One that a package ships has the name under which the package is installed. */
function renaming(component: ComponentFolder): string {
  const { name, schema = '', package: holder } = component;
  if (holder !== undefined) {
    const other = `${name}-schema`;
    return `install the package under another name, \`npm install ${other}@npm:${holder.name}\`, and replace "${holder.name}" with "${other}" in \`packages\``;
  }
  return isFile(component) ? `rename the file ${schema}` : `rename the folder ${component.folder}`;
}

/** Whether the component has its name from the file of its schema, and does not have its own folder. */
function isFile({ schema }: ComponentFolder): boolean {
  return schema !== undefined && !schema.endsWith('/schema.prisma');
}

function placeOf({ schema, folder }: ComponentFolder): string {
  return schema ?? folder;
}

/** Why a component can't have this name, regardless of the others. */
export function componentNameProblem(
  name: string,
): Pick<Diagnostic, 'code' | 'message' | 'hint'> | undefined {
  const hint = 'rename the folder; letters, digits, `-` and `_` are safe everywhere';
  if (name.normalize('NFC').toLowerCase() === 'main') {
    const message =
      'A component can\'t be called "main": main.prisma contains the datasource and the generator.';
    return { code: 'RESERVED_COMPONENT_NAME', message, hint };
  }
  if (reserved.test(name)) {
    const message = `A component can't be called "${name}": Windows reserves that name for a device.`;
    return { code: 'RESERVED_COMPONENT_NAME', message, hint };
  }
  if (/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]|^\s|[ .]$/u.test(name) || Buffer.byteLength(name) > 200) {
    const message = `The component's name ${JSON.stringify(name)} can't be the name of a file on every system.`;
    return { code: 'INVALID_COMPONENT_NAME', message, hint };
  }
  return undefined;
}
