import type { TestHooks } from './clean-between-tests';

/** The functions of the test runner that a contract needs. */
export interface ContractHooks extends Pick<TestHooks, 'beforeEach'> {
  describe(name: string, define: () => void): unknown;
}

/**
 * Tests that each implementation of a port has to pass, such as a repository with Prisma and one in memory:
 *
 * ```ts
 * contract('PostStore', { prisma: () => new PrismaPostStore(prisma), memory: () => new MemoryPostStore() }, (store) => {
 *   test('finds what it saved', async () => {
 *     await store().save(post);
 *     expect(await store().find(post.id)).toEqual(post);
 *   });
 * });
 * ```
 *
 * @param port the name of what they implement
 * @param implementations makes each of them, before each test; call `cleanBetweenTests` above for those with a database
 * @param define defines the tests; its argument returns the implementation in a test
 * @param hooks of the test runner @default the global ones
 * @throws when there are no implementations, or no global functions
 */
export function contract<Port>(
  port: string,
  implementations: Readonly<Record<string, () => Port | Promise<Port>>>,
  define: (implementation: () => Port) => void,
  hooks: ContractHooks = globalThis as unknown as ContractHooks,
): void {
  const all = Object.entries(implementations);
  if (all.length === 0) throw new Error(`The contract of ${port} has no implementation.`);
  if (typeof hooks.describe !== 'function') {
    throw new Error(
      "The test runner's functions are not global. Pass them: contract(port, implementations, define, { describe, beforeEach }).",
    );
  }
  for (const [name, make] of all) {
    hooks.describe(`${port}: ${name}`, () => {
      let made: { implementation: Port } | undefined;
      hooks.beforeEach(async () => {
        made = undefined;
        made = { implementation: await make() };
      });
      define(() => {
        if (made === undefined) throw new Error(`Use the implementation of ${port} in a test.`);
        return made.implementation;
      });
    });
  }
}
