import { isIdentifier } from '../../schema/identifiers';
import type { Member } from '../../schema/members/member';
import { isBuiltIn } from '../../schema/scalars';
import { compareBytes } from '../../sources/folders';
import type { Findings, Problem } from '../findings';
import type { Part, Whole } from '../part';
import { type Addition, additionOf } from './added';
import * as problems from './problems';
import { type Sorted, sortSides } from './sides/lone';
import { directiveOf, type Side, sidesOf } from './sides/side';
import { Suggestions } from './suggestions';

/**
 * Finds the missing back-relations, by component, then line of the field that needs them. Reports those that can't be
 * added, and hides their field from Prisma, which would only report the missing opposite.
 */
export function completeRelations(wholes: ReadonlyMap<string, Whole>, findings: Findings): Addition[] {
  const sides = sidesOf(wholes);
  const sorted = sortSides(sides);
  const refuse: Refuse = (side, describe) => {
    findings.report(placeOf(side), describe);
    hide(side);
  };
  const hide = (side: Side): void => {
    findings.hide(side.part.schema.file, { offset: side.member.offset, end: side.member.end });
  };
  for (const [side, opposite] of sorted.paired) {
    const directive = directiveOf(side);
    if (directive === undefined) continue;
    const place = side.part.range(directive.offset, directive.end);
    findings.warn(place, () => problems.inverseWritten(opposite));
  }
  const additions = additionsOf(sorted.lone, hide, findings);
  const suggest = new Suggestions(sides, additions);
  const isUnknown = ({ type }: Member): boolean =>
    type !== undefined && !wholes.has(type.name) && !isBuiltIn(type.name);
  reportUncertain(sorted, { refuse, hide, suggest, isUnknown });
  return withoutClashes(additions, { refuse, hide, suggest, isUnknown }).sort(
    ({ side: a }, { side: b }) =>
      compareBytes(a.part.schema.component, b.part.schema.component) ||
      compareBytes(a.part.schema.file, b.part.schema.file) ||
      a.member.offset - b.member.offset,
  );
}

function additionsOf(lone: readonly Side[], hide: (side: Side) => void, findings: Findings): Addition[] {
  return lone.flatMap((side) => {
    if (!side.target.owner.closed) return [];
    const directives = side.member.directives.filter(({ name }) => name === 'inverse');
    const wrong = directives.find(({ argument }, index) => index > 0 || !isIdentifier(argument));
    if (wrong === undefined) return [additionOf(side)];
    findings.report(side.part.range(wrong.offset, wrong.end), () =>
      problems.invalidInverse(wrong.argument, directives.length > 1),
    );
    hide(side);
    return [];
  });
}

function reportUncertain(
  { ambiguous, differing, unnamed, keyless, uncertain }: Sorted,
  { refuse, hide, suggest, isUnknown }: Reporting,
): void {
  for (const group of ambiguous) {
    const [first, ...others] = group;
    if (first !== undefined) refuse(first, () => problems.ambiguous(first, group, suggest));
    for (const side of others) hide(side);
  }
  for (const { list, other } of differing) {
    refuse(list, () => problems.differing(list, other));
    hide(other);
  }
  for (const side of unnamed) refuse(side, () => problems.unnamedSelf(side, suggest));
  for (const [one, other] of keyless) {
    const [side, opposite] = one.type.list ? [other, one] : [one, other];
    refuse(side, () => problems.keyMissing(side, opposite, suggest));
    hide(opposite);
  }
  const readable = new Map<Whole, boolean>();
  for (const side of uncertain) {
    const known = readable.get(side.target) ?? isReadable(side.target);
    readable.set(side.target, known);
    // A malformed line, or a field of an unknown type, may be the opposite: Prisma reports that one.
    if (!known) continue;
    if (membersOf(side.target).some(isUnknown)) hide(side);
    else refuse(side, () => problems.oppositeMissing(side, suggest));
  }
}

const membersOf = ({ owner, extensions }: Whole): Member[] =>
  [owner, ...extensions].flatMap((part) => part.members);

function isReadable({ owner, extensions }: Whole): boolean {
  return [owner, ...extensions].every(
    (part) => part.closed && part.members.every(({ kind }) => kind !== 'other'),
  );
}

function withoutClashes(
  additions: readonly Addition[],
  { refuse, hide, suggest, isUnknown }: Reporting,
): Addition[] {
  const rivals = new Map<string, Addition[]>();
  for (const addition of additions) {
    const key = `${addition.target.definition.name} ${addition.field}`;
    const before = rivals.get(key);
    if (before === undefined) rivals.set(key, [addition]);
    else before.push(addition);
  }
  const written = new Map<Whole, ReadonlyMap<string, Written>>();
  return additions.filter((addition) => {
    const { side, target, field } = addition;
    const fields = written.get(target) ?? fieldsOf(target);
    written.set(target, fields);
    const taken = fields.get(field);
    const all = rivals.get(`${target.definition.name} ${field}`) ?? [];
    // Prisma reports an unknown type: the field may well be the opposite.
    if (taken !== undefined && isUnknown(taken.member)) hide(side);
    else if (taken !== undefined)
      refuse(side, () =>
        problems.nameTaken(addition, taken.part.range(taken.member.offset, taken.member.end), suggest),
      );
    else if (all.length > 1) refuse(side, () => problems.nameWantedTwice(addition, all, suggest));
    return taken === undefined && all.length === 1;
  });
}

interface Reporting {
  refuse: Refuse;
  hide: (side: Side) => void;
  suggest: Suggestions;
  /** Whether a field's type is neither a definition nor built in. */
  isUnknown: (member: Member) => boolean;
}

/** Reports a problem of a side, and hides the side. */
type Refuse = (side: Side, describe: () => Problem) => void;

interface Written {
  part: Part;
  member: Member;
}

function fieldsOf({ owner, extensions }: Whole): ReadonlyMap<string, Written> {
  const parts = [owner, ...extensions];
  return new Map(
    parts.flatMap((part) =>
      part.members
        .filter(({ kind }) => kind === 'field')
        .map((member): [string, Written] => [member.name, { part, member }]),
    ),
  );
}

function placeOf({ part, member }: Side) {
  return part.range(member.offset, member.end);
}
