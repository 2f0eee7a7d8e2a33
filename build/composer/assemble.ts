import { type Diagnostic, hasErrors, sortDiagnostics } from '../diagnostics/diagnostic';
import type { Facts } from '../files/manifest';
import { asyncStep, step } from '../ground/timing/step';
import { compose } from './composition/compose';
import type { Composition } from './composition/composition';
import { checkNames } from './composition/owners/names';
import type { DatabaseSettings } from './options';
import { parseSchema } from './schema/parse';
import type { ElsewhereSchema } from './sources/elsewhere';
import type { Gathered } from './sources/gather';

/** A composition that Prisma has checked. */
export interface Assembled {
  ok: boolean;
  composition: Composition;
  /** All of them, sorted. */
  diagnostics: Diagnostic[];
  facts: Facts;
}

export interface AssembleOptions {
  /** Called before the check, unless the composition has errors already: for work that can run beside the check. */
  onComposed?: (composition: Composition) => Promise<void>;
  /** The schemas that do not belong to this database: read only when a name is unknown. */
  elsewhere?: () => Promise<readonly ElsewhereSchema[]>;
}

/** The steps from texts to a checked composition: parse, compose, check. Does not touch the disk. */
export async function assemble(
  gathered: Gathered,
  { onComposed, elsewhere = async () => [] }: AssembleOptions = {},
): Promise<Assembled> {
  const { database } = gathered;
  const schemas = step('parse', () =>
    gathered.sources.map((source) => ({ ...source, parsed: parseSchema(source.text) })),
  );
  const { composition, diagnostics: composing } = step('compose', () => compose(schemas, database));
  if (!hasErrors([...gathered.diagnostics, ...composing])) await onComposed?.(composition);
  // Only now: loading Prisma's engine costs more than all steps before.
  const [{ checkComposition }, { pointElsewhere }] = await Promise.all([
    import('./check/check'),
    import('./check/elsewhere'),
  ]);
  const judged = await asyncStep('check', () => checkComposition(composition, database));
  const diagnostics = sortDiagnostics([
    ...gathered.diagnostics,
    ...checkNames(gathered.components.filter(({ schema, module }) => schema !== undefined || module)),
    ...(await pointElsewhere([...composing, ...judged], elsewhere)),
    ...(gathered.components.some(({ schema }) => schema !== undefined) ? [] : [noSchema(database)]),
  ]);
  const models = composition.definitions.filter(({ kind }) => kind === 'model').length;
  return {
    ok: !hasErrors(diagnostics),
    composition,
    diagnostics,
    facts: {
      components: gathered.sources.length,
      models,
      diagnostics,
      tables: hasErrors(diagnostics) ? [] : composition.tables,
      tiles: composition.tiles,
    },
  };
}

function noSchema({ name, schemas }: DatabaseSettings): Diagnostic {
  const whose = name === 'default' ? '' : ` for the database "${name}"`;
  const [pattern = ''] = schemas;
  return {
    severity: 'warning',
    code: 'NO_COMPONENT_SCHEMA',
    message: `No component has a schema${whose}: there is no ${schemas.join(', and no ')}.`,
    hint: `create ${pattern.replace('*', '<name>')}; \`npx prismosaic list\` shows what was looked at`,
  };
}
