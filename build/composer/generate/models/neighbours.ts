import type { Output } from '../description/description';

/** What a model's file depends on of another model. */
export function hasRelations({ facts }: Output): boolean {
  return facts.fields.some(({ output }) => output !== undefined);
}
