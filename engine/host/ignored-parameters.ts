import { ignoredLine, unknownParameters } from '../connection/parameters';
import { DATASOURCE_VARIABLE } from '../process/arguments';

/** Reports once for each parameter of the database URLs that the engine ignores it. */
export class IgnoredParameters {
  private readonly reported = new Set<string>();

  /** @param environment of an engine that is about to be started. */
  report(environment: NodeJS.ProcessEnv | undefined): void {
    const { url = '', shadowDatabaseUrl = '' }: { url?: string; shadowDatabaseUrl?: string } = JSON.parse(
      environment?.[DATASOURCE_VARIABLE] ?? '{}',
    );
    const names = [url, shadowDatabaseUrl]
      .flatMap(unknownParameters)
      .filter((name) => !this.reported.has(name));
    if (names.length === 0) return;
    for (const name of names) this.reported.add(name);
    process.stderr.write(`${ignoredLine([...new Set(names)])}\n`);
  }
}
