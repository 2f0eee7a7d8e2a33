import { distance } from 'fastest-levenshtein';

/** The name that was most likely meant; none when more than half of the letters differ. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let near: string | undefined;
  let least = Math.floor(name.length / 2) + 1;
  for (const each of names) {
    // A different length needs at least that many steps: most names need no comparison.
    if (Math.abs(each.length - name.length) >= least) continue;
    const steps = distance(name, each);
    if (steps < least) {
      least = steps;
      near = each;
    }
  }
  return near;
}
