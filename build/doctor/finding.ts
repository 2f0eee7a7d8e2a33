/** One thing that the doctor looked at. */
export interface Finding {
  /** What it is about: `schema engine`, `database`, … */
  topic: string;
  state: 'ok' | 'warning' | 'problem';
  message: string;
  /** What to do, where something is to be done. */
  mend?: string;
}

export const ok = (topic: string, message: string): Finding => ({ topic, state: 'ok', message });

export const warning = (topic: string, message: string, mend: string): Finding => ({
  topic,
  state: 'warning',
  message,
  mend,
});

export const problem = (topic: string, message: string, mend: string): Finding => ({
  topic,
  state: 'problem',
  message,
  mend,
});

/** What was thrown, in a sentence. Our own errors never hold a credential. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error);
}
