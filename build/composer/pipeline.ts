import path from 'node:path';
import { hasErrors, sortDiagnostics } from '../diagnostics/diagnostic';
import { withLock } from '../files/lock';
import type { Facts } from '../files/manifest';
import { publishFailure } from '../files/prepared';
import { asyncStep } from '../ground/timing/step';
import { assemble } from './assemble';
import type { Settings } from './options';
import { abandonedFolders } from './outputs/abandoned';
import { isClientFresh, isRegistryFresh } from './outputs/freshness';
import { type CheckResult, countsOf, frameOf, type Outcome } from './outputs/outcome';
import { type Ownership, ownershipIn } from './outputs/ownership';
import { refuseOutside, type Work } from './outputs/plans';
import { publish } from './outputs/publish';
import { staleOutputs } from './outputs/stale';
import { freshFactsOf, type Project } from './project';
import { schemasElsewhere } from './sources/elsewhere';
import { fingerprintOf } from './sources/fingerprint';
import type { Gathered } from './sources/gather';

export { finishKilledRuns } from './outputs/publish';

/** Does what only one process may do at a time. If the outputs cannot be written, that becomes a diagnostic. */
export async function underLock(
  settings: Settings,
  work: () => Promise<Outcome>,
  gathered: readonly Gathered[],
): Promise<Outcome> {
  const { state, onProgress } = settings;
  try {
    refuseOutside(settings);
    return await withLock(path.join(state, 'locks', 'compose.lock'), onProgress, work);
  } catch (error) {
    return { ...frameOf(settings, gathered), ok: false, diagnostics: [publishFailure(error, '.prismosaic')] };
  }
}

/** Composes what is not fresh, and publishes all of it or nothing. Call it only under the lock. */
export async function work(
  project: Project,
  generate: boolean,
): Promise<{ facts: Facts[]; outcome: Outcome }> {
  const { settings, gathered, chosen, components } = project;
  const ahead = new AbortController();
  try {
    const { works, facts, failed } = await assembleStale(project, generate, ahead.signal);
    const found = facts.flatMap((one) => one.diagnostics);
    const frame = { ...frameOf(settings, gathered), ...countsOf(facts, chosen) };
    if (failed) return { facts, outcome: { ...frame, ok: false, diagnostics: sortDiagnostics(found) } };
    const publishing = () => publish(settings, works, components);
    const { diagnostics, ...published } = await asyncStep('publish', publishing);
    const ok = !hasErrors(diagnostics);
    return { facts, outcome: { ...frame, ...published, ok, diagnostics: [...diagnostics, ...found] } };
  } finally {
    // Work that was started ahead, and is no longer needed.
    ahead.abort();
  }
}

/** Composes without writing anything, and reports what a run would change. */
export async function checkProject(project: Project, generate: boolean): Promise<CheckResult> {
  const { settings, components } = project;
  const { works, facts, failed } = await assembleStale(project, generate);
  const found = facts.flatMap((one) => one.diagnostics);
  if (failed) return { ok: false, diagnostics: found, stale: [] };
  const ownership = ownershipIn(project, facts, { write: false, severity: 'warning' });
  const diagnostics = [...found, ...ownership.flatMap((one) => one.diagnostics)];
  const byDatabase = new Map(works.map(({ database, facts: found }) => [database.name, found]));
  const stale = [
    ...ownership.flatMap((one) => one.stale ?? []),
    ...works.flatMap((one) => staleOutputs(settings, one.database, one)),
    ...abandonedFolders(settings),
    ...(isRegistryFresh(settings, components, byDatabase) ? [] : [settings.registry ?? '']),
  ];
  return { ok: stale.length === 0, diagnostics, stale };
}

/** What the migrations created and no component needs any more. Throws when schemas have errors. */
export async function removedIn(project: Project): Promise<Ownership[]> {
  const { facts, failed } = await assembleStale(project, false);
  if (failed) throw new Error('the component schemas have errors: fix them first');
  return ownershipIn(project, facts, { write: false, severity: 'warning' });
}

/**
 * What to publish of each database that is not fresh, and what was found in all. With a signal, Prisma starts to
 * describe the clients, until the signal aborts it.
 */
async function assembleStale(project: Project, generate: boolean, ahead?: AbortSignal) {
  const works: Work[] = [];
  const facts: Facts[] = [];
  let failed = false;
  for (const one of project.chosen) {
    const fresh = freshFactsOf(project, one, generate);
    facts.push(fresh ?? (await assembleWork(project, one, { generate, works, ahead })));
    failed ||= hasErrors(facts.at(-1)?.diagnostics ?? []);
  }
  return { works, facts, failed };
}

async function assembleWork(
  { settings, gathered }: Project,
  one: Project['chosen'][number],
  { generate, works, ahead }: { generate: boolean; works: Work[]; ahead: AbortSignal | undefined },
): Promise<Facts> {
  const { database } = one;
  const fingerprint = fingerprintOf(one.sources, database);
  const begin = generate && ahead !== undefined && !isClientFresh(settings, database, fingerprint);
  let described: Promise<Buffer> | undefined;
  const { composition, facts } = await assemble(one, {
    onComposed: async (composed) => {
      if (!begin) return;
      const { describeClient } = await import('../prisma-client/client');
      described = describeClient(composed, database, settings.root, ahead);
    },
    elsewhere: () => schemasElsewhere(settings, gathered, one),
  });
  works.push({ database, composition, fingerprint, facts, generate, described });
  return facts;
}
