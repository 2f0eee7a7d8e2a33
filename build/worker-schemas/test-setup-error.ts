/** The tests can't run. The message says why and what to do, and is shown without a stack. */
export class TestSetupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TestSetupError';
    this.stack = message;
  }
}
