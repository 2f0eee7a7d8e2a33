import type { Diagnostic } from '../../diagnostics/diagnostic';
import { Findings } from '../composition/findings';
import { Survey } from '../composition/owners/survey';
import { parseSchema } from '../schema/parse';
import type { ElsewhereSchema } from '../sources/elsewhere';

/** The name that has no owner in this database, if the error is about such a name. */
function unknownName({ code, message }: Diagnostic): string | undefined {
  if (code === 'NOTHING_TO_EXTEND') return /"(.*?)" that could be extended/.exec(message)?.[1];
  return code === 'P1012' ? /^Type "(.*?)" is neither/.exec(message)?.[1] : undefined;
}

/** For each name without an owner here, shows where else it is defined; calls `schemas` only for such a name. */
export async function pointElsewhere(
  diagnostics: readonly Diagnostic[],
  schemas: () => Promise<readonly ElsewhereSchema[]>,
): Promise<Diagnostic[]> {
  if (!diagnostics.some((each) => unknownName(each) !== undefined)) return [...diagnostics];
  const found = new Map(
    (await schemas())
      .toReversed()
      .flatMap((schema) => definitionsOf(schema).map((each) => [each.name, { ...each, schema }])),
  );
  return diagnostics.map((diagnostic) => {
    const place = found.get(unknownName(diagnostic) ?? '');
    if (place === undefined) return diagnostic;
    const { schema, line, column } = place;
    return {
      ...diagnostic,
      hint: `it is in ${schema.file}, which ${schema.why}`,
      related: [{ file: schema.file, line, column, message: 'it is here' }],
    };
  });
}

function definitionsOf(schema: ElsewhereSchema) {
  const survey = new Survey(new Findings());
  survey.add({ ...schema, parsed: parseSchema(schema.text) });
  survey.finish();
  return [...survey.wholes.values()].map(({ definition }) => definition);
}
