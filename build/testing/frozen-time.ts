import { type Clock, withGlobal } from '@sinonjs/fake-timers';
import { globalHooks, type TestHooks } from './clean-between-tests';

/** A clock that stands still. */
export interface FrozenTime {
  /** Changes the time. */
  set(time: Date | string): void;
  /** Lets time pass: milliseconds. */
  advance(ms: number): void;
}

/**
 * Stops `Date` during each test of this file, or of this `describe`: in the tests, in the application, and in what Prisma
 * writes for `@default(now())` and `@updatedAt`. Timers run, so that queries do; `now()` in SQL is PostgreSQL's own.
 *
 * ```ts
 * const time = frozenTime('2030-05-01T12:00:00Z');
 * test('expires after a day', async () => {
 *   const session = await sessions.begin(user);
 *   time.advance(24 * 60 * 60 * 1000);
 *   expect(await sessions.isOpen(session)).toBe(false);
 * });
 * ```
 *
 * @param time at which each test begins
 * @param hooks of the test runner @default the global ones
 */
export function frozenTime(
  time: Date | string,
  hooks: Pick<TestHooks, 'beforeEach' | 'afterEach'> = globalHooks(),
): FrozenTime {
  let clock: Clock | undefined;
  const running = (): Clock => {
    if (clock === undefined) throw new Error('The time is frozen in tests only: change it in a test.');
    return clock;
  };
  hooks.beforeEach(async () => {
    clock = withGlobal(globalThis).install({ now: new Date(time), toFake: ['Date'] });
  });
  hooks.afterEach(async () => {
    clock?.uninstall();
    clock = undefined;
  });
  return {
    set: (next) => running().setSystemTime(new Date(next)),
    advance: (ms) => running().setSystemTime(running().now + ms),
  };
}
