import type { Findings, Problem } from '../composition/findings';
import type { Part, Whole } from '../composition/part';
import { compareBytes } from '../sources/folders';
import { type Addition, additionOf } from './added';
import * as problems from './problems';
import { sortSides } from './sides/lone';
import { directiveOf, type Side, sidesOf } from './sides/side';

/**
 * Finds the back-relations that nobody wrote, by component, then line of the field that asks for them. What can't be
 * added is told, and the field hidden from Prisma, which would only miss the opposite.
 */
export function completeRelations(wholes: ReadonlyMap<string, Whole>, findings: Findings): Addition[] {
  const sides = sidesOf(wholes);
  const { lone, paired, ambiguous, differing, unnamed } = sortSides(sides);
  const refuse: Refuse = (side, describe) => {
    findings.tell(placeOf(side), describe);
    findings.hide(side.part.schema.file, { offset: side.member.offset, end: side.member.end });
  };
  for (const [side, opposite] of paired) {
    const directive = directiveOf(side);
    if (directive === undefined) continue;
    const place = side.part.range(directive.offset, directive.end);
    findings.warn(place, () => problems.inverseWritten(opposite));
  }
  for (const group of ambiguous) {
    for (const side of group) refuse(side, () => problems.ambiguous(side, group));
  }
  for (const { list, keyed } of differing) {
    refuse(list, () => problems.differing(list, keyed));
    findings.hide(keyed.part.schema.file, { offset: keyed.member.offset, end: keyed.member.end });
  }
  for (const side of unnamed) refuse(side, () => problems.unnamedSelf(side));

  const closed = lone.filter(({ target }) => target.owner.closed);
  const additions = closed.flatMap((side) => {
    const directives = side.member.directives.filter(({ name }) => name === 'inverse');
    const wrong = directives.find(({ argument }, index) => index > 0 || !isFieldName(argument));
    if (wrong === undefined) return [additionOf(side)];
    findings.tell(side.part.range(wrong.offset, wrong.end), () =>
      problems.invalidInverse(wrong.argument, directives.length > 1),
    );
    findings.hide(side.part.schema.file, { offset: side.member.offset, end: side.member.end });
    return [];
  });
  return withoutClashes(additions, refuse).sort(
    ({ side: a }, { side: b }) =>
      compareBytes(a.part.schema.component, b.part.schema.component) ||
      compareBytes(a.part.schema.file, b.part.schema.file) ||
      a.member.offset - b.member.offset,
  );
}

function withoutClashes(additions: readonly Addition[], refuse: Refuse): Addition[] {
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
    if (taken !== undefined)
      refuse(side, () => problems.nameTaken(addition, taken.part.range(taken.offset, taken.end)));
    else if (all.length > 1) refuse(side, () => problems.nameWantedTwice(addition, all));
    return taken === undefined && all.length === 1;
  });
}

/** Tells what is wrong with a side, and hides it. */
type Refuse = (side: Side, describe: () => Problem) => void;

interface Written {
  part: Part;
  offset: number;
  end: number;
}

function fieldsOf({ owner, extensions }: Whole): ReadonlyMap<string, Written> {
  const parts = [owner, ...extensions];
  return new Map(
    parts.flatMap((part) =>
      part.members
        .filter(({ kind }) => kind === 'field')
        .map(({ name, offset, end }): [string, Written] => [name, { part, offset, end }]),
    ),
  );
}

function isFieldName(name: string): boolean {
  return /^\p{L}[\p{L}\p{N}_]*$/u.test(name);
}

function placeOf({ part, member }: Side) {
  return part.range(member.offset, member.end);
}
