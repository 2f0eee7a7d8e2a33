/** What is wrong lies outside the program, and the message says how to mend it: show it without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
