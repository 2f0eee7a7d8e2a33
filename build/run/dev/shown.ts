import type { Notice } from './notices';

/** An error to show. A later one of the same kind replaces it. */
export interface Problem {
  kind: 'build' | 'start' | 'types';
  /** One line. */
  title: string;
  /** Position, message and the lines around it; may be empty. */
  text: string;
}

/** What the open pages show. */
export interface Shown {
  problems: readonly Problem[];
  notices: readonly Pick<Notice, 'what' | 'text' | 'commands'>[];
}
