import { NO_DATASOURCE, NO_SERVER, USER } from './material';
import type { Situation } from './situation';

interface Command {
  /** The command line after `prisma`, its first two words being the command. */
  run: string;
  /** What its help shows. */
  help: readonly string[];
  files?: Record<string, string>;
  /** Whether it reads a schema. @default true */
  schema?: boolean;
}

/** What each command that needs a database does before it has reached one. */
export function beginningsOf({ run, help, files = {}, schema = true }: Command): Situation[] {
  const command = run.split(' ').slice(0, 2).join(' ');
  const needed = { schema: USER, files, run, status: 1 };
  const withoutSchema: Situation = {
    situation: 'there is no schema',
    schema: null,
    run,
    status: 1,
    shows: ['file or directory not found'],
  };
  return [
    {
      ...needed,
      situation: 'the configuration names no database',
      config: NO_DATASOURCE,
      err: ['datasource.url'],
    },
    { ...needed, situation: 'no server answers: P1001', url: NO_SERVER, err: ['P1001', '127.0.0.1:1'] },
    ...(schema ? [withoutSchema] : []),
    { situation: 'help', run: `${command} --help`, shows: help },
    {
      situation: 'an unknown option',
      run: `${command} --frobnicate`,
      status: 1,
      shows: ['unknown or unexpected option: --frobnicate'],
    },
  ];
}
