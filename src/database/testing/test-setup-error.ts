/** The tests can't be run, and the message says why and what to do: shown without a stack. */
export class TestSetupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TestSetupError';
    this.stack = message;
  }
}
