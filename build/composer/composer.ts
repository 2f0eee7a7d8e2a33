import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic';
import type { Facts } from '../files/manifest';
import type { Asked, RemovedTable } from '../ownership';
import { type ComposerOptions, type DatabaseSettings, readSettings, resolveOptions } from './options';
import { type CheckResult, countsOf, frameOf, type Outcome } from './outputs/outcome';
import { askedBy, type Ownership, ownershipIn } from './outputs/ownership';
import { Removals } from './outputs/removals';
import { allFresh, type Project, readProject } from './project';
import type { Inspection } from './sources/inspect';

// The modules that work on a change are loaded only for a change: a run without one has to be quick.
const pipeline = () => import('./pipeline');

export interface RunOptions {
  /** Whether to generate and publish the clients too. @default true */
  generate?: boolean;
  /** Which database. @default all of them */
  database?: string;
  /**
   * Severity of a table that the next migration would drop although no one decided that.
   * @default 'warning'
   */
  removals?: Diagnostic['severity'];
  /**
   * Whether to update the record of table owners, which is in git: only when the user asked for it.
   * @default false
   */
  record?: boolean;
}

/**
 * Composes the component schemas of a project, publishes them and generates the clients: the one pipeline behind the
 * bundler, the command line, `prisma.config.ts` and the tests. It reads the project's configuration again each time.
 *
 * Failures of the configuration, of schemas and of the disk become diagnostics of the outcome, and leave all published
 * files unchanged, in every database. It throws only for a mistake in the options, or in this program.
 */
export class Composer {
  readonly #options: ComposerOptions;
  /** What is watched while the configuration has errors. */
  #last: Project | undefined;
  readonly #removals = new Removals();

  /** Throws when the root is not absolute. */
  constructor(options: ComposerOptions) {
    resolveOptions(options);
    this.#options = options;
  }

  /**
   * Brings everything up to date. If nothing changed, it does nothing and takes no lock. Several processes may run at
   * once: one works, the others wait for it and then find nothing to do.
   */
  async run(options: RunOptions = {}): Promise<Outcome> {
    const { generate = true, database } = options;
    const project = await readProject(this.#options, database);
    if ('diagnostics' in project) return this.#misconfigured(project);
    this.#last = project;
    const fresh = allFresh(project, generate);
    if (fresh !== undefined) return this.#settled(project, fresh, unchanged(project, fresh), options);
    const { underLock } = await pipeline();
    let made: { project: Project; facts: readonly Facts[] } | undefined;
    const outcome = await underLock(
      project.settings,
      async () => {
        const run = await this.#runLocked(generate, database);
        made = run.made;
        return run.outcome;
      },
      project.gathered,
    );
    return made === undefined ? outcome : this.#settled(made.project, made.facts, outcome, options);
  }

  /** Composes without writing anything, and reports what a run would change. */
  async check({ generate = true, database }: RunOptions = {}): Promise<CheckResult> {
    const project = await readProject(this.#options, database);
    if ('diagnostics' in project) return { ok: false, diagnostics: project.diagnostics, stale: [] };
    return (await pipeline()).checkProject(project, generate);
  }

  /** The contents of a database, and which schemas were not used, with the reasons. Writes nothing. */
  async inspect({ database = 'default' }: { database?: string } = {}): Promise<Inspection> {
    const project = await readProject(this.#options, database);
    const [one] = 'diagnostics' in project ? [] : project.chosen;
    if ('diagnostics' in project || one === undefined) {
      const diagnostics = 'diagnostics' in project ? project.diagnostics : [];
      const nothing = { components: [], ignored: [], relations: [], extensions: [], removed: [] };
      return { database, ...nothing, diagnostics };
    }
    const [{ inspect }, { assemble }] = await Promise.all([
      import('./sources/inspect'),
      import('./assemble'),
    ]);
    const { schemasElsewhere } = await import('./sources/elsewhere');
    const elsewhere = () => schemasElsewhere(project.settings, project.gathered, one);
    const assembled = await assemble(one, { elsewhere });
    const removed = assembled.ok ? removedFrom({ ...project, chosen: [one] }, assembled.facts) : [];
    return inspect(project.settings, one, project.gathered, assembled, removed);
  }

  /** The component schemas of each database, relative to the root; none when the configuration has errors. */
  async schemas(): Promise<{ database: DatabaseSettings; files: string[] }[]> {
    const project = await readProject(this.#options, undefined);
    if ('diagnostics' in project) return [];
    return project.gathered.map(({ database, components }) => {
      return { database, files: components.flatMap(({ schema }) => schema ?? []) };
    });
  }

  /** The project's own component schemas, without those of packages; relative to the root. */
  async ownSchemas(): Promise<
    { files: { component: string; file: string }[] } & Pick<Outcome, 'diagnostics'>
  > {
    const project = await readProject(this.#options, undefined);
    if ('diagnostics' in project) return { files: [], diagnostics: project.diagnostics };
    const found = project.gathered
      .flatMap(({ components }) => components)
      .flatMap(({ name, schema, package: holder }): [string, string][] =>
        schema === undefined || holder !== undefined ? [] : [[schema, name]],
      );
    const files = [...new Map(found)].map(([file, component]) => ({ component, file }));
    return { files, diagnostics: [] };
  }

  /** The project's databases, as they are configured; none when the configuration has errors. */
  async databases(): Promise<{ databases: DatabaseSettings[] } & Pick<Outcome, 'diagnostics'>> {
    const { settings, diagnostics } = await readSettings(this.#options);
    return { databases: settings.databases, diagnostics };
  }

  /** What the components ask a database for; no tables unless its schema is composed, and fresh. */
  async asked(database: string): Promise<Asked> {
    const project = await readProject(this.#options, database);
    const [one] = 'diagnostics' in project ? [] : project.chosen;
    if ('diagnostics' in project || one === undefined) return { tables: [], components: new Set() };
    return askedBy(one, allFresh(project, false)?.[0]);
  }

  /** For each database, what is in it and no component needs any more. Throws when schemas have errors. */
  async removed(): Promise<Pick<Ownership, 'database' | 'removed'>[]> {
    const project = await readProject(this.#options, undefined);
    if ('diagnostics' in project) return [];
    return (await pipeline()).removedIn(project);
  }

  /** `made` is what there is to settle: nothing when it failed. */
  async #runLocked(
    generate: boolean,
    database: string | undefined,
  ): Promise<{ outcome: Outcome; made?: { project: Project; facts: readonly Facts[] } }> {
    // Again: another process may have done it all while this one waited.
    const project = await readProject(this.#options, database);
    if ('diagnostics' in project) return { outcome: this.#misconfigured(project) };
    const { finishKilledRuns, work } = await pipeline();
    finishKilledRuns(project);
    const fresh = allFresh(project, generate);
    if (fresh !== undefined) return { outcome: unchanged(project, fresh), made: { project, facts: fresh } };
    const { facts, outcome } = await work(project, generate);
    return outcome.ok ? { outcome, made: { project, facts } } : { outcome };
  }

  /** Adds the diagnostics of tables that no component needs any more. */
  async #settled(
    project: Project,
    facts: readonly Facts[],
    outcome: Outcome,
    { database, removals = 'warning', record = false }: RunOptions,
  ): Promise<Outcome> {
    const read = async () => {
      const now = await readProject(this.#options, database);
      return 'diagnostics' in now ? undefined : now;
    };
    const found = await this.#removals.report(project, facts, { severity: removals, record, read });
    const diagnostics = [...outcome.diagnostics, ...found];
    return { ...outcome, ok: outcome.ok && !hasErrors(diagnostics), diagnostics };
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

function removedFrom(project: Project, facts: Facts): RemovedTable[] {
  return ownershipIn(project, [facts], { write: false, severity: 'warning' }).flatMap(
    ({ removed }) => removed,
  );
}

function unchanged({ settings, gathered, chosen }: Project, facts: readonly Facts[]): Outcome {
  const diagnostics = facts.flatMap((one) => one.diagnostics);
  return { ...frameOf(settings, gathered), ...countsOf(facts, chosen), ok: true, diagnostics };
}
