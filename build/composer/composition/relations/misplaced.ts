import type { Member } from '../../schema/members/member';
import { isBuiltIn } from '../../schema/scalars';
import { reportMisplaced, reportNearMiss } from '../extensions/directives';
import type { Findings } from '../findings';
import type { Whole } from '../part';
import { isModel } from './sides/side';

const comment = /\/[/*][^\r\n]*@/;

/** Reports each directive within a block that is not above a relation field and so would do nothing, and each near miss. */
export function reportMisplacedInverses(wholes: ReadonlyMap<string, Whole>, findings: Findings): void {
  for (const whole of wholes.values()) {
    for (const { schema, block, lines, body, closed } of [whole.owner, ...whole.extensions]) {
      if (!closed || !comment.test(block.text)) continue;
      const relates = ({ type }: Member): boolean => {
        const target = type && wholes.get(type.name);
        // Prisma reports an unknown type.
        const unknown = type !== undefined && target === undefined && !isBuiltIn(type.name);
        return isModel(whole) && (unknown || (target !== undefined && isModel(target)));
      };
      const misplaced = body.members.flatMap((member) =>
        member.directives.filter(
          ({ name, wrong }) => wrong === undefined && (name === 'extends' || !relates(member)),
        ),
      );
      for (const each of [...misplaced, ...body.loose]) reportMisplaced(each, schema.file, lines, findings);
      for (const { directive, member } of body.nearMisses) {
        const meant =
          directive.wrong === 'spelling' && directive.name === 'inverse' && member && relates(member);
        reportNearMiss(directive, { schema, lines, severity: meant ? 'error' : 'warning' }, findings);
      }
    }
  }
}
