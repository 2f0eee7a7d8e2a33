import { choiceOf, type Fault, textsOf, type ValueFault } from './faults';
import type { Way } from './place';

/** What is wrong with a pattern or a path that leads out of the project. */
export function outsideFault(text: string): ValueFault | undefined {
  const message = `The pattern ${JSON.stringify(text)} leads out of the project.`;
  const hint = 'patterns are relative to the project’s root, with `/`, and without `..`';
  const leaves =
    /^(?:[a-z]:|[\\/~])/i.test(text) || text.includes('\\') || /(?:^|[/{,(])\.\.(?:$|[/},)])/.test(text);
  return leaves ? { message, hint } : undefined;
}

/** A path in the project; undefined when none is given. */
export function placeAt(value: unknown, way: Way, faults: Fault[]): string | undefined {
  if (Array.isArray(value)) choiceOf(value, way, faults, ['src/some/folder']);
  return Array.isArray(value) ? undefined : textsOf(value, way, faults, placeFault)?.[0];
}

/** What is wrong with a pattern of component schemas. */
export function patternFault(text: string): ValueFault | undefined {
  const outside = outsideFault(text);
  if (outside !== undefined) return outside;
  const [first = '', ...rest] = text.replace(/^\.\//, '').split('/');
  if (rest.length === 0 || /[*?[\]{}()!+@]/.test(first)) {
    const message = `The pattern ${JSON.stringify(text)} doesn't begin with a folder, so the whole project would be watched.`;
    return { message, hint: "begin it with a folder's name: 'src/**/schema.prisma'" };
  }
  return hiddenFault(text, 'pattern', 'use `packages` for the schema of a package');
}

/** What is wrong with the path of a folder or file that is published or searched. */
export function placeFault(text: string): ValueFault | undefined {
  const path = text.replace(/^\.\//, '');
  if (outsideFault(text) !== undefined || path.split('/').some((part) => part === '' || part === '.')) {
    const message = `${JSON.stringify(text)} is not a path in the project.`;
    return {
      message,
      hint: "write it relative to the project's root, with `/` and without `..`: 'src/db/client'",
    };
  }
  if (/[*?[\]{}!"'`$]/.test(text)) {
    const message = `The path ${JSON.stringify(text)} has a character that patterns, strings or shells use.`;
    return { message, hint: 'use letters, digits, `-`, `_`, `.` and `/`' };
  }
  return hiddenFault(text, 'path', 'use a folder of the project');
}

function hiddenFault(text: string, what: string, hint: string): ValueFault | undefined {
  const parts = text.replace(/^\.\//, '').split('/');
  if (!/^\./.test(parts[0] ?? '') && !parts.includes('node_modules')) return undefined;
  return { message: `The ${what} ${JSON.stringify(text)} leads into a hidden folder or node_modules.`, hint };
}
