import { distance } from 'fastest-levenshtein';

/** The name that somebody most likely meant; none when it takes more than half of its letters to get there. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let near: string | undefined;
  let least = Math.floor(name.length / 2) + 1;
  for (const each of names) {
    // Letters that are too many or too few are steps too: most names need no look.
    if (Math.abs(each.length - name.length) >= least) continue;
    const steps = distance(name, each);
    if (steps < least) {
      least = steps;
      near = each;
    }
  }
  return near;
}
