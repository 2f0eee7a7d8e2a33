import type { Diagnostic } from '../diagnostics';

/** The first message to the checker's process. */
export interface Begin {
  /** Absolute path of the project; its TypeScript is used. */
  root: string;
  /** Absolute. */
  configFile: string;
  /** Whether to check again whenever a file changes. */
  watch: boolean;
}

/** Messages to the checker's process. */
export type ToChecker =
  | { begin: Begin }
  /** Files are about to change: nothing is checked until the release. */
  | { hold: true }
  /** All files are written. TypeScript's watchers may have missed these changed files. */
  | { release: { turn: number; changed: string[] } };

/** Messages from the checker's process. */
export type FromChecker =
  | { checked: { turn: number; diagnostics: Diagnostic[] } }
  /** Why nothing can be checked. */
  | { failed: string };
