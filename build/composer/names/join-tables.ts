import type { OwnedTable } from '../../ownership/table';
import type { Member } from '../members/member';
import type { Side } from '../relations/sides/side';
import { compareBytes } from '../sources/folders';
import { type JoinNames, joinCut, joinNames } from './defaults';
import { bytesOf, endsWhole, maxBytes } from './identifier';
import type { DatabaseName } from './name';
import { textOf } from './written';

/** An implicit many-to-many relation: a table of its own. */
export interface Join {
  /** The sides that somebody wrote, one or two. */
  sides: [Side, ...Side[]];
  /** The relation's name, said or made by Prisma. */
  relation: string;
}

/** The many-to-many relations among all sides that are written; `completed` are the fields whose opposite is added. */
export function joinsOf(sides: readonly Side[], completed: ReadonlySet<Member>): Join[] {
  const groups = new Map<string, [Side, ...Side[]]>();
  for (const side of sides) {
    if (!side.type.list || side.key !== undefined || isView(side)) continue;
    const key = JSON.stringify([...modelsOf(side), textOf(side.name) ?? '']);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [side]);
    else group.push(side);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, second] = group;
    const faces = second !== undefined && second.whole === first.target && first.whole === second.target;
    if (!faces && !completed.has(first.member)) return [];
    return [{ sides: group, relation: textOf(first.name) ?? modelsOf(first).join('To') }];
  });
}

function isView({ whole, target }: Side): boolean {
  return whole.definition.kind === 'view' || target.definition.kind === 'view';
}

/** Sorted, as Prisma sorts them for the table's two columns. */
function modelsOf({ whole, target }: Side): [string, string] {
  const [one, other] = [whole.definition.name, target.definition.name];
  return compareBytes(one, other) <= 0 ? [one, other] : [other, one];
}

/** The names that a join table brings. */
export function namesOfJoin({ sides, relation }: Join): DatabaseName[] {
  const [{ part, member, whole }] = sides;
  const { table, primaryKey, index, foreignKeys } = joinNames(relation);
  const common = { whole, field: member.name, part, spot: member, bothSides: sides.length > 1 };
  const tooLong = isTooLong({ table, primaryKey, index, foreignKeys });
  const own: DatabaseName = { ...common, kind: 'join table', name: table, tooLong };
  const indexes = [primaryKey, index].map((name): DatabaseName => {
    return { ...common, kind: 'join index', name, made: true };
  });
  const constraints = [primaryKey, ...foreignKeys].map((name): DatabaseName => {
    return { ...common, kind: 'constraint', name, made: true, within: table };
  });
  const columns = ['A', 'B'].map((name): DatabaseName => {
    return { ...common, kind: 'column', name, made: true, within: table };
  });
  return [own, ...indexes, ...constraints, ...columns];
}

/** Whether PostgreSQL would cut what Prisma then looks for in vain, or Prisma's engine would break down. */
function isTooLong({ table, primaryKey, index }: JoinNames): boolean {
  if ([table, primaryKey, index].some((name) => bytesOf(name) > maxBytes)) return true;
  return bytesOf(table) > joinCut && !endsWhole(table, joinCut);
}

/** The table for the record of who owns what. */
export function ownedJoin({ sides, relation }: Join): OwnedTable {
  const [{ whole, target }] = sides;
  const wholes = [...new Set([whole, target])].sort((a, b) =>
    compareBytes(a.definition.name, b.definition.name),
  );
  return {
    name: joinNames(relation).table,
    kind: 'join',
    models: wholes.map(({ definition }) => definition.name),
    owners: [...new Set(wholes.map(({ definition }) => definition.component))].sort(),
  };
}
