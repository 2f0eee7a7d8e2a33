import { databaseFault } from '../faults';

/**
 * Why the database refused: its own message, which names the constraint. Undefined when it did not refuse. Not the
 * error's message: Prisma prints source lines into it, which may contain the name that the test looks for.
 *
 * @throws an error of the attempt that is not the database's
 */
export async function refusal(attempt: PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    const fault = databaseFault(error);
    if (fault === undefined) throw error;
    return fault.reason;
  }
}
