/** The problem is outside the program, and the message says how to fix it: show it without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
