/**
 * A failure in the form that Prisma's command line shows: a code of Prisma's documentation (`P1001`), where there
 * is one, and a message for the user.
 */
export class UserFacingError extends Error {
  override name = 'UserFacingError';

  constructor(
    readonly code: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
