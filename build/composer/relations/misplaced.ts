import type { Findings } from '../composition/findings';
import type { Whole } from '../composition/part';
import { tellMisplaced } from '../extensions/directives';
import { scalarTypes } from '../schema/scalars';
import { isModel } from './sides/side';

const builtIn = new Set([...scalarTypes, 'Unsupported']);
const directive = /\/\/\/[ \t]*@(?:extends|inverse)/;

/** Tells each directive within a block that stands above no relation field, and so would do nothing. */
export function tellMisplacedInverses(wholes: ReadonlyMap<string, Whole>, findings: Findings): void {
  for (const whole of wholes.values()) {
    for (const { schema, block, lines, body, closed } of [whole.owner, ...whole.extensions]) {
      if (!closed || !directive.test(block.text)) continue;
      const misplaced = body.members.flatMap(({ type, directives }) => {
        const target = type && wholes.get(type.name);
        // A type that nobody defines is Prisma's to tell.
        const unknown = type !== undefined && target === undefined && !builtIn.has(type.name);
        const relates = isModel(whole) && (unknown || (target !== undefined && isModel(target)));
        return directives.filter(({ name }) => name === 'extends' || !relates);
      });
      for (const each of [...misplaced, ...body.loose]) tellMisplaced(each, schema.file, lines, findings);
    }
  }
}
