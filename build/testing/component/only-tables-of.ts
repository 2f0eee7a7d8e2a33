import { globalHooks, type TestHooks } from '../clean-between-tests';
import { clientOf, type RawClient } from '../empty-tables';
import { restrictTo, unrestrict } from './restrict';

/**
 * Lets the tests of this file, or of this `describe`, use the tables of one component and of those that it depends on, and no
 * others: PostgreSQL refuses them, in model queries and in raw SQL. So a component can't come to use what it has no relation to.
 *
 * ```ts
 * cleanBetweenTests(() => prisma);
 * onlyTablesOf('cart', () => prisma);
 * ```
 *
 * @param component the name of its composed schema
 * @param client as of `cleanBetweenTests`, which comes first
 * @param hooks of the test runner @default the global ones
 * @throws before the tests, when there is no such component
 */
export function onlyTablesOf(
  component: string,
  client: RawClient | (() => RawClient),
  hooks: Pick<TestHooks, 'beforeAll' | 'afterAll'> = globalHooks(),
): void {
  hooks.beforeAll(() => restrictTo(component, clientOf(client)));
  hooks.afterAll(() => unrestrict(clientOf(client)));
}
