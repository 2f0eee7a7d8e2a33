import { keepsRows } from '../worker-schemas/kept-rows';
import { unrestrict } from './component/restrict';
import { clientOf, emptyTables, type RawClient } from './empty-tables';
import { beginTest, closeSessions, endTest } from './rollback/pools';

/**
 * How each test gets the rows that the migrations made, and no others:
 * - `rollback`: each test runs in a transaction that is rolled back. The fastest. The application's own transactions,
 *   nested ones too, become savepoints in it.
 * - `truncate`: the tables that were written are emptied before each test. For tests that need real commits, several
 *   transactions at once, or another process.
 * - `none`: the tests of a file see each other's rows.
 */
export type Cleaning = 'rollback' | 'truncate' | 'none';

/** The functions of the test runner. Needed only where they are not global. */
export interface TestHooks {
  beforeAll(work: () => Promise<void>): unknown;
  beforeEach(work: () => Promise<void>): unknown;
  afterEach(work: () => Promise<void>): unknown;
  afterAll(work: () => Promise<void>): unknown;
}

/**
 * Keeps the tests of this file, or of this `describe`, from seeing each other's rows. Before the first one, the worker's
 * schema is what the migrations made; rows that a `beforeAll` after this adds stay for all tests.
 *
 * ```ts
 * const prisma = new PrismaService();
 * cleanBetweenTests(prisma, 'rollback');
 * ```
 *
 * With `KEEP_ROWS=1` in the environment, `rollback` works as `truncate`: the rows of each worker's last test stay.
 *
 * @param client the application's Prisma client, connected or not; a function when a `beforeAll` makes it
 * @param hooks of the test runner @default the global ones
 * @throws when there are no global hooks; in a test, when the client is not in a worker schema
 */
export function cleanBetweenTests(
  client: RawClient | (() => RawClient),
  cleaning: Cleaning = 'rollback',
  hooks: TestHooks = globalHooks(),
): void {
  const empty = () => emptyTables(clientOf(client));
  hooks.beforeAll(async () => {
    // A file before this one may have ended without its hooks.
    await unrestrict(clientOf(client));
    await empty();
  });
  const keeps = cleaning === 'rollback' && keepsRows(process.env);
  if (cleaning === 'truncate' || keeps) hooks.beforeEach(empty);
  if (cleaning !== 'rollback' || keeps) return;
  hooks.beforeEach(async () => beginTest());
  hooks.afterEach(() => endTest());
  hooks.afterAll(() => closeSessions());
}

/** @throws when the test runner's functions are not global */
export function globalHooks(): TestHooks {
  const found = globalThis as unknown as Partial<TestHooks>;
  const { beforeAll, beforeEach, afterEach, afterAll } = found;
  if (beforeAll && beforeEach && afterEach && afterAll) return { beforeAll, beforeEach, afterEach, afterAll };
  throw new Error(
    "The test runner's functions are not global. Pass them: cleanBetweenTests(prisma, 'rollback', { beforeAll, beforeEach, afterEach, afterAll }).",
  );
}
