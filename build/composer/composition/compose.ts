import type { Diagnostic } from '../../diagnostics/diagnostic';
import { joinsOf } from '../names/join-tables';
import { databaseNames } from '../names/list';
import { reportNames } from '../names/report';
import type { DatabaseSettings } from '../options';
import { compareBytes } from '../sources/folders';
import type { AddedRelation, ComponentSchema, Composition } from './composition';
import { joinExtensions } from './extensions/join';
import { listExtensions } from './extensions/listed';
import { Findings } from './findings';
import { composeMainFile, markOf } from './main-file';
import { Survey } from './owners/survey';
import type { Whole } from './part';
import type { Addition } from './relations/added';
import { completeRelations } from './relations/complete';
import { reportMisplacedInverses } from './relations/misplaced';
import { sidesOf } from './relations/sides/side';
import { refuseSchemaAttributes } from './schema-attribute';
import { tablesOf } from './tables';
import { tilesOf } from './tiles';
import { editsOf } from './weaving/edits';
import { quietTexts } from './weaving/quiet';
import { hideMoved, type Moves, Weaver } from './weaving/weave';

export type { ComponentSchema } from './composition';

/**
 * Composes the component schemas of one database: a file for each component, with the author's text unchanged,
 * extensions in the blocks that they extend, and the missing back-relations; and the file with datasource and
 * generator. Pure: the same input gives the same output, in any order.
 */
export function compose(
  schemas: readonly ComponentSchema[],
  database: DatabaseSettings,
): { composition: Composition; diagnostics: Diagnostic[] } {
  const findings = new Findings();
  const survey = new Survey(findings);
  for (const schema of [...schemas].sort((a, b) => compareBytes(a.component, b.component)))
    survey.add(schema);
  survey.finish();
  const { wholes } = survey;
  const parts = [...[...wholes.values()].map(({ owner }) => owner), ...survey.extensions];
  refuseSchemaAttributes(parts, findings);
  joinExtensions(wholes, survey.extensions, findings);
  const additions = completeRelations(wholes, findings);
  reportMisplacedInverses(wholes, findings);
  const joins = joinsOf(sidesOf(wholes), new Set(additions.map(({ side }) => side.member)));
  const names = databaseNames(wholes, joins);
  reportNames(names, findings);

  const edits = editsOf(wholes.values(), byTarget(additions));
  const moves: Moves = new Map();
  const texts = quietTexts(
    survey.schemas.map(({ schema }) => schema),
    wholes.values(),
  );
  const files = survey.schemas.map((lined) => {
    const { component, file, text } = lined.schema;
    const weaver = new Weaver({ name: `${component}.prisma`, source: file }, moves, texts);
    weaver.write(markOf(file).trimEnd());
    let from = 0;
    for (const edit of edits.get(file) ?? []) {
      weaver.copy(lined, from, edit.at);
      edit.apply(weaver);
      from = edit.until;
    }
    weaver.copy(lined, from, text.length);
    return weaver.finish();
  });
  hideMoved(moves, (file) => findings.hiddenIn(file));
  files.push(composeMainFile(database));
  files.sort((a, b) => compareBytes(a.name, b.name));
  const definitions = [...wholes.values()].map(({ definition }) => definition);
  const tables = tablesOf(wholes, joins);
  const tiles = tilesOf(wholes.values(), tables);
  const relations = additions.map(asRelation);
  const extensions = listExtensions(wholes);
  const composition = { files, definitions, relations, extensions, tables, tiles, names };
  return { composition, diagnostics: findings.diagnostics };
}

function byTarget(additions: readonly Addition[]): ReadonlyMap<Whole, Addition[]> {
  const groups = new Map<Whole, Addition[]>();
  for (const addition of additions) {
    const group = groups.get(addition.target);
    if (group === undefined) groups.set(addition.target, [addition]);
    else group.push(addition);
  }
  return groups;
}

function asRelation({
  side: { part, member, whole },
  target: { definition },
  field,
  type,
}: Addition): AddedRelation {
  const { file, line, column } = part.range(member.offset, member.end);
  return {
    model: definition.name,
    component: definition.component,
    field,
    type,
    opposite: {
      model: whole.definition.name,
      field: member.name,
      component: part.schema.component,
      file,
      line,
      column,
    },
  };
}
