import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic';
import type { OwnedTable } from '../ownership';
import { type ComposerOptions, type DatabaseSettings, readSettings, resolveOptions } from './options';
import { type CheckResult, countsOf, frameOf, type Outcome } from './outputs/outcome';
import { type Ownership, ownershipIn } from './outputs/ownership';
import { allFresh, type Project, readProject } from './project';
import type { Facts } from './publish/manifest';
import type { Inspection } from './sources/inspect';

// What works on a change is loaded when there is one: a run that finds nothing to do has to be quick.
const pipeline = () => import('./pipeline');

export interface RunOptions {
  /** Whether to generate and publish the clients too. @default true */
  generate?: boolean;
  /** Which database. @default all of them */
  database?: string;
  /**
   * What a table is that the next migration would drop without anybody having said so.
   * @default 'warning'
   */
  removals?: Diagnostic['severity'];
}

/**
 * Composes the component schemas of a project, publishes them and generates the clients: the one pipeline behind the
 * bundler, the command line, `prisma.config.ts` and the tests. It reads the project's configuration anew each time.
 *
 * Failures of the configuration, of schemas and of the disk are diagnostics of the outcome, and leave all that was
 * published as it was, in every database. What throws is a mistake: in the options, or in this program.
 */
export class Composer {
  readonly #options: ComposerOptions;
  /** What is watched while the configuration is at fault. */
  #last: Project | undefined;

  /** Throws when the root is not absolute. */
  constructor(options: ComposerOptions) {
    resolveOptions(options);
    this.#options = options;
  }

  /**
   * Brings everything up to date. Nothing changed means that nothing is done, without any lock. Several processes
   * may run at once: one works, the others wait for it and then find nothing to do.
   */
  async run({ generate = true, database, removals = 'warning' }: RunOptions = {}): Promise<Outcome> {
    const project = await readProject(this.#options, database);
    if ('diagnostics' in project) return this.#misconfigured(project);
    this.#last = project;
    const fresh = allFresh(project, generate);
    if (fresh !== undefined) return settled(project, fresh, removals, unchanged(project, fresh));
    const { underLock } = await pipeline();
    return underLock(project.settings, () => this.#runLocked(generate, database, removals), project.gathered);
  }

  /** Composes without writing anything, and tells what a run would change. */
  async check({ generate = true, database }: RunOptions = {}): Promise<CheckResult> {
    const project = await readProject(this.#options, database);
    if ('diagnostics' in project) return { ok: false, diagnostics: project.diagnostics, stale: [] };
    return (await pipeline()).checkProject(project, generate);
  }

  /** What there is of a database, and what was not taken, with the reasons. Writes nothing. */
  async inspect({ database = 'default' }: { database?: string } = {}): Promise<Inspection> {
    const project = await readProject(this.#options, database);
    const [one] = 'diagnostics' in project ? [] : project.chosen;
    if ('diagnostics' in project || one === undefined) {
      const diagnostics = 'diagnostics' in project ? project.diagnostics : [];
      return { database, components: [], ignored: [], relations: [], diagnostics };
    }
    const [{ inspect }, { assemble }] = await Promise.all([
      import('./sources/inspect'),
      import('./assemble'),
    ]);
    return inspect(project.settings, one, project.gathered, await assemble(one));
  }

  /** The component schemas of each database, relative to the root; none when the configuration is at fault. */
  async schemas(): Promise<{ database: DatabaseSettings; files: string[] }[]> {
    const project = await readProject(this.#options, undefined);
    if ('diagnostics' in project) return [];
    return project.gathered.map(({ database, components }) => {
      return { database, files: components.flatMap(({ schema }) => schema ?? []) };
    });
  }

  /** The project's databases, as they are configured; none when the configuration is at fault. */
  async databases(): Promise<{ databases: DatabaseSettings[] } & Pick<Outcome, 'diagnostics'>> {
    const { settings, diagnostics } = await readSettings(this.#options);
    return { databases: settings.databases, diagnostics };
  }

  /** What the components ask a database for; nothing unless its schema is composed, and fresh. */
  async tables(database: string): Promise<OwnedTable[]> {
    const project = await readProject(this.#options, database);
    const facts = 'diagnostics' in project ? undefined : allFresh(project, false);
    return facts?.flatMap(({ tables }) => tables) ?? [];
  }

  /** What is in a database and no component asks for any more, of each. Throws when schemas have errors. */
  async removed(): Promise<Pick<Ownership, 'database' | 'removed'>[]> {
    const project = await readProject(this.#options, undefined);
    if ('diagnostics' in project) return [];
    return (await pipeline()).removedIn(project);
  }

  async #runLocked(
    generate: boolean,
    database: string | undefined,
    removals: Diagnostic['severity'],
  ): Promise<Outcome> {
    // Again: another process may have done it all while this one waited.
    const project = await readProject(this.#options, database);
    if ('diagnostics' in project) return this.#misconfigured(project);
    const { finishKilledRuns, work } = await pipeline();
    finishKilledRuns(project);
    const fresh = allFresh(project, generate);
    if (fresh !== undefined) return settled(project, fresh, removals, unchanged(project, fresh));
    const { facts, outcome } = await work(project, generate);
    return outcome.ok ? settled(project, facts, removals, outcome) : outcome;
  }

  #misconfigured({
    settings,
    diagnostics,
  }: Exclude<Awaited<ReturnType<typeof readProject>>, Project>): Outcome {
    const known = this.#last ?? { settings: { ...resolveOptions(this.#options) }, gathered: [] };
    const watched = { ...known.settings, configFiles: settings.configFiles };
    return { ...frameOf(watched, known.gathered), ok: false, diagnostics };
  }
}

/** Adds what is to be said of tables that no component asks for any more. */
function settled(
  project: Project,
  facts: readonly Facts[],
  severity: Diagnostic['severity'],
  outcome: Outcome,
): Outcome {
  const ownership = ownershipIn(project, facts, { write: true, severity });
  const diagnostics = [...outcome.diagnostics, ...ownership.flatMap((one) => one.diagnostics)];
  return { ...outcome, ok: outcome.ok && !hasErrors(diagnostics), diagnostics };
}

function unchanged({ settings, gathered, chosen }: Project, facts: readonly Facts[]): Outcome {
  const diagnostics = facts.flatMap(({ warnings }) => warnings);
  return { ...frameOf(settings, gathered), ...countsOf(facts, chosen), ok: true, diagnostics };
}
