import type { Application } from './application';
import type { StagedTree } from './staged-tree';

/** What is left for the user: an edit that can't be made safely. */
export interface LeftStep {
  /** What to do, as a sentence. */
  what: string;
  /** Ready to paste. */
  code: string;
}

/** Makes an edit, or returns what is left for the user; does nothing when it was made before. */
export type Edit = (tree: StagedTree, application: Application) => LeftStep | undefined;

/** The project can't get Prismosaic as it is; the message says why, and what to change. */
export class InitError extends Error {
  override name = 'InitError';
}
