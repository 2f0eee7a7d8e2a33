import { types } from 'node:util';

/** Whether the operating system refused something; otherwise it is a mistake in this program. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'code' in error && 'syscall' in error;
}

/** What the system said, without its code and call. */
export function reasonOf(error: Error): string {
  return /^[A-Z]\w+: (.*?),/.exec(error.message)?.[1] ?? error.message;
}

/** The system's code of an error, as `ENOSPC`; errors of native packages have one too, and no call. */
export function systemCode(error: unknown): string | undefined {
  if (!types.isNativeError(error) || !('code' in error)) return undefined;
  const code = String(error.code);
  return /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
