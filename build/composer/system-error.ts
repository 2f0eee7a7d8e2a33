/** Whether the operating system refused something, as against a mistake in this program. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** What the system said, without its code and call. */
export function reasonOf(error: Error): string {
  return /^[A-Z]\w+: (.*?),/.exec(error.message)?.[1] ?? error.message;
}
