import type { Diagnostic } from '../diagnostics';

/** What the checker's process is asked for first. */
export interface Begin {
  /** Absolute path of the project: TypeScript is taken from here. */
  root: string;
  /** Absolute. */
  configFile: string;
  /** Whether to go on checking whenever a file changes. */
  watch: boolean;
}

/** What the checker's process is told. */
export type ToChecker =
  | { begin: Begin }
  /** Files are about to change that are not what they will be yet: nothing is checked until the release. */
  | { hold: true }
  /** All is in place. These files were written or removed by a program, perhaps unseen by TypeScript. */
  | { release: { turn: number; changed: string[] } };

/** What the checker's process says. */
export type FromChecker =
  | { checked: { turn: number; diagnostics: Diagnostic[] } }
  /** Nothing can be checked, and why. */
  | { failed: string };
