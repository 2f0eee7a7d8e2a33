/** The part of this package that Prismosaic uses; it ships no types. The kernel frees a lock when its holder dies. */
declare module 'fs-native-extensions' {
  export function tryLock(fd: number, options?: { shared?: boolean }): boolean;
  export function waitForLock(fd: number, options?: { shared?: boolean }): Promise<void>;
  export function tryDowngradeLock(fd: number): boolean;
  export function tryUpgradeLock(fd: number): boolean;
  export function unlock(fd: number): void;
  /** Exchanges two paths in one step; both exist. */
  export function swap(from: string, to: string): Promise<void>;
  export function swapSync(from: string, to: string): void;
}
