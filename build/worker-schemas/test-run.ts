import path from 'node:path';
import { Composer, type DatabaseSettings } from '../composer';
import { formatDiagnostic, wantsColor } from '../diagnostics';
import { announceSlow } from '../ground/announce-slow';
import { loadEnvironment } from '../ground/environment';
import { KeeperProcess } from './keeper/keeper-process';
import { readyRecord } from './keeper/ready-record';
import { chosenStrategy } from './strategy';
import { TestSetupError } from './test-setup-error';
import { publishRun } from './worker-address';

/** What a test run is about. */
export interface TestRunOptions {
  /** The project's folder, absolute. */
  root: string;
}

/** The test runs of one process: with `--watch` there are many, each with its beginning and its end. */
export class TestRun {
  readonly #root: string;
  #keeper: KeeperProcess | undefined;

  constructor({ root }: TestRunOptions) {
    this.#root = root;
  }

  /**
   * Composes the schemas and generates the clients. Prepares the databases now when that may take long, otherwise while the
   * tests start or when one asks. Throws a {@link TestSetupError}, and then holds nothing.
   *
   * @param workers how many there may be; asked after `.env` was read
   */
  async begin(workers: () => number): Promise<void> {
    const root = this.#root;
    loadEnvironment(root);
    this.#keeper ??= new KeeperProcess();
    const keeper = this.#keeper;
    try {
      const databases = await announceSlow('Composing the component schemas', () => this.#compose());
      const run = { root, databases, workers: workers(), strategy: chosenStrategy() };
      const folder = await keeper.begin(run, readyRecord(run));
      const variables = databases.map((database) => database.variables);
      const project = {
        root,
        databases: databases.map((database) => testedDatabase(root, database)),
      };
      publishRun({ folder, runner: process.pid, workers: run.workers, variables, project });
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Lets others use the databases. More runs may follow. */
  async end(): Promise<void> {
    await this.#keeper?.end();
  }

  /** Ends the last run. */
  async close(): Promise<void> {
    await this.#keeper?.close();
    this.#keeper = undefined;
  }

  async #compose(): Promise<DatabaseSettings[]> {
    const root = this.#root;
    const composer = new Composer({ root });
    const { ok, diagnostics } = await composer.run();
    const color = wantsColor(process.stderr, process.env);
    const text = diagnostics.map((found) => formatDiagnostic(found, { root, color }));
    if (!ok) {
      const what = 'The component schemas have errors, so no tests were run.';
      throw new TestSetupError([what, ...text].join('\n'));
    }
    for (const line of text) process.stderr.write(`${line}\n`);
    return (await composer.databases()).databases;
  }
}

function testedDatabase(root: string, { name, schemaFolder, migrations, variables }: DatabaseSettings) {
  const { runtime, migration } = variables;
  const url = process.env[migration] || process.env[runtime];
  return {
    name,
    runtime,
    schemaFolder: path.join(root, schemaFolder),
    migrations: path.join(root, migrations),
    home: (url && URL.canParse(url) && new URL(url).searchParams.get('schema')) || 'public',
  };
}
