import type { Diagnostic } from '../../diagnostics/diagnostic';
import { LimitedDiagnostics } from '../../diagnostics/limited';
import { hideUrls } from '../../diagnostics/secrets';
import { judge } from '../check/judge';
import { Lines } from '../composition/weaving/lines';
import { parseSchema } from '../schema/parse';
import { unusedIn } from './unused-name';

/**
 * The syntax errors of one component schema. Ignores its references. Empty when there are none.
 */
export async function syntaxErrors(file: string, text: string): Promise<Diagnostic[]> {
  const { flaws } = parseSchema(text);
  const lines = new Lines(text);
  const found = new LimitedDiagnostics();
  for (const { code, message, hint, offset } of flaws)
    found.add('error', { file, ...lines.placeOf(offset) }, () => ({ code, message, hint }));
  const judged = await judge([[file, text + twoOfOneName(text)]]);
  if (!Array.isArray(judged)) {
    found.add('error', { file, line: 1, column: 1 }, () => ({
      code: 'NOT_JUDGED',
      message: `Prisma could not read this schema: ${judged.reason}.`,
      hint: 'compare it with its last version that worked, or split it',
    }));
    return found.all;
  }
  for (const { start, text: message } of judged) {
    const known = start > text.length || flaws.some(({ offset, end }) => start >= offset && start < end);
    if (known || !message.startsWith('Error validating')) continue;
    found.add('error', { file, ...lines.placeOf(start) }, () => ({
      code: 'P1012',
      message: hideUrls(message.trim()),
      hint: 'this is a rule of the Prisma schema: https://pris.ly/d/prisma-schema',
    }));
  }
  return found.all;
}

/**
 * Prisma also checks the references between blocks, unless two have the same name. So with these it reports only syntax
 * errors, and unknown names, which have another message.
 */
function twoOfOneName(text: string): string {
  const block = `\n\nenum ${unusedIn(text)} {\n  A\n}`;
  return `${block}${block}\n`;
}
