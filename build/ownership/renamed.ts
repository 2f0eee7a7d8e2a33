import type { OwnershipRecord } from './record';
import type { Asked } from './review';

/**
 * Finds components whose folder was renamed; maps the old name to the new one. The old component no longer exists, and
 * all of its tables that are still in a schema belong to one component that owned nothing before.
 */
export function renamedComponents(
  { tables, components }: Asked,
  before: OwnershipRecord,
): Map<string, string> {
  const entries = [...before.values()];
  const known = new Set(entries.flatMap(({ owners }) => owners));
  const now = new Map(tables.map(({ name, owners }) => [name, owners]));
  const successors = new Map<string, Set<string>>();
  for (const { name, kind, owners } of entries) {
    const [owner] = owners;
    // A join table has the owners of both models, so it does not show which one was renamed.
    if (owner === undefined || kind === 'join' || components.has(owner)) continue;
    const found = successors.get(owner) ?? new Set();
    successors.set(owner, found);
    for (const successor of now.get(name) ?? []) found.add(successor);
  }
  return new Map(
    [...successors].flatMap(([owner, found]): [string, string][] => {
      const [successor] = found;
      return found.size === 1 && successor !== undefined && !known.has(successor) ? [[owner, successor]] : [];
    }),
  );
}
