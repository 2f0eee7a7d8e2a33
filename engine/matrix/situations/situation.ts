/**
 * Prisma's command line in one situation: what exists before, the command, its output, and what exists afterwards.
 */
export interface Situation extends Step {
  situation: string;
  /** Models of `prisma/schema.prisma`, below a datasource and a generator. `null`: there is no such file. @default none */
  schema?: string | null;
  /** More files, by path. A `prisma/schema.prisma` here gets no head. */
  files?: Record<string, string>;
  /** More of `prisma.config.ts`, as source. */
  config?: string;
  /** Scripts of the migrations, by name. */
  migrations?: Record<string, string>;
  /** The migrations that the database has recorded. The script of an applied one has been run. @default none */
  recorded?: Record<string, 'applied' | 'failed' | 'rolled back'>;
  /** Run on the database before. */
  sql?: string;
  /** The URL in the configuration, given that of the situation's database. @default that */
  url?: (address: string) => string | undefined;
  /** The same for a shadow database, which exists and is empty. @default none is configured */
  shadow?: (address: string) => string;
  /** Later steps, on the result of the earlier ones. */
  next?: Step[];
  /** Whether the server's version may matter: then it runs on each, otherwise on the newest. */
  everyServer?: boolean;
  /** Why this engine differs from Prisma's native one here, if it does on purpose. */
  differs?: string;
}

/** One command. */
export interface Step {
  /** Edits before it: files by path, `null` removes one. */
  edit?: Record<string, string | null>;
  /** Run on the database before it. */
  before?: string;
  /** The command line after `prisma`; words in single quotes stay together. */
  run: string;
  /** What is piped into it. */
  input?: string;
  /** What is typed in a terminal, when a text appears. Without it there is no terminal. */
  typed?: [seen: string, typed: string][];
  environment?: NodeJS.ProcessEnv;
  /** Exit status. @default 0 */
  status?: number;
  /** Pieces of what it prints, on either stream. */
  shows?: readonly (string | RegExp)[];
  /** Pieces of stdout alone. */
  out?: readonly (string | RegExp)[];
  /** Pieces of stderr alone. */
  err?: readonly (string | RegExp)[];
  /** What it must not print. */
  hides?: readonly (string | RegExp)[];
  /** All tables afterwards, as `schema.table`. */
  tables?: readonly string[];
  /** The migrations in the database afterwards: `name!` for one that failed, `name-` for one rolled back. */
  history?: readonly (string | RegExp)[];
  /** The folders of migrations afterwards. */
  folders?: readonly (string | RegExp)[];
  /** Pieces of files afterwards, `null` where no file may exist. `*` in a path stands for the newest migration. */
  wrote?: Record<string, string | RegExp | null>;
  /** A query, and what it answers afterwards. */
  rows?: [query: string, rows: object[]];
}

/** The head of a schema that begins with a datasource. */
export function head(more = ''): string {
  return `datasource db {\n  provider = "postgresql"\n${more}}\n\n`;
}
