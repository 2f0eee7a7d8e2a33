import type { Notice } from './notices';

/** Something that is broken. A later one of the same kind takes its place. */
export interface Problem {
  kind: 'build' | 'start' | 'types';
  /** One line. */
  title: string;
  /** Place, message and the lines around it; may be empty. */
  text: string;
}

/** What the open pages show: what is broken, and what the developer should know. */
export interface Shown {
  problems: readonly Problem[];
  notices: readonly Pick<Notice, 'what' | 'text' | 'commands'>[];
}
