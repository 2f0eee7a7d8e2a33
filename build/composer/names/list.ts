import { isModelType, type Whole } from '../composition/part';
import { namesOfEnum } from './enum-names';
import { type Join, namesOfJoin } from './join-tables';
import { namesOfModel } from './model-names';
import type { DatabaseName } from './name';

/** Every name that the component schemas need in the database, in the order in which they are written. */
export function databaseNames(wholes: ReadonlyMap<string, Whole>, joins: readonly Join[]): DatabaseName[] {
  const closed = [...wholes.values()].filter(({ owner }) => owner.closed);
  const isModel = (type: string): boolean => isModelType(wholes, type);
  const listed = new Set(
    closed.flatMap(({ owner, extensions }) =>
      [owner, ...extensions].flatMap(({ members }) =>
        members.flatMap(({ type }) => (type?.list ? [type.name] : [])),
      ),
    ),
  );
  return [
    ...closed.flatMap((whole) => {
      const { kind, name } = whole.definition;
      if (kind === 'enum') return namesOfEnum(whole, listed.has(name));
      return kind === 'type' ? [] : namesOfModel(whole, isModel);
    }),
    ...joins.flatMap(namesOfJoin),
  ];
}
