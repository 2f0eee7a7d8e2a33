/** The result of one check. */
export interface Finding {
  /** What was checked: `schema engine`, `database`, … */
  topic: string;
  state: 'ok' | 'warning' | 'problem';
  message: string;
  /** How to fix it; undefined when nothing is wrong. */
  fix?: string;
}

export const ok = (topic: string, message: string): Finding => ({ topic, state: 'ok', message });

export const warning = (topic: string, message: string, fix: string): Finding => ({
  topic,
  state: 'warning',
  message,
  fix,
});

export const problem = (topic: string, message: string, fix: string): Finding => ({
  topic,
  state: 'problem',
  message,
  fix,
});

/** The message of what was thrown. Our own errors never contain a credential. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error);
}
