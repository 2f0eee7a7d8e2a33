import type ts from 'typescript';

interface Timer {
  handle: NodeJS.Timeout;
  due: (() => void) | undefined;
}

/** Pauses the timers of TypeScript's watch while it is held, and reports files that its watchers may miss. */
export class HeldHost {
  readonly #files = new Map<string, Set<(kind: ts.FileWatcherEventKind) => void>>();
  readonly #folders = new Map<string, Set<(file: string) => void>>();
  readonly #timers = new Set<Timer>();
  #held = false;

  constructor(host: ts.WatchHost) {
    const { watchFile, watchDirectory } = host;
    host.watchFile = (file, callback, ...rest) => {
      const forget = remember(this.#files, file, (kind) => callback(file, kind));
      return closing(watchFile.call(host, file, callback, ...rest), forget);
    };
    host.watchDirectory = (folder, callback, ...rest) => {
      const forget = remember(this.#folders, folder, callback);
      return closing(watchDirectory.call(host, folder, callback, ...rest), forget);
    };
    host.setTimeout = (callback, delay, ...args) => this.#later(() => callback(...args), delay);
    host.clearTimeout = (timer: Timer) => {
      clearTimeout(timer.handle);
      this.#timers.delete(timer);
    };
  }

  /** Whether a check is scheduled. */
  get busy(): boolean {
    return this.#timers.size > 0;
  }

  hold(): void {
    this.#held = true;
  }

  release(changed: readonly string[]): void {
    this.#held = false;
    // When a whole folder is replaced, the watchers of its files stop.
    for (const file of changed) this.#notify(file);
    for (const { due } of [...this.#timers]) due?.();
  }

  #notify(file: string): void {
    // 1 is `Changed`: TypeScript checks whether the file exists.
    for (const callback of this.#files.get(file) ?? []) callback(1);
    for (const [folder, callbacks] of this.#folders) {
      if (file.startsWith(`${folder}/`)) for (const callback of callbacks) callback(file);
    }
  }

  #later(work: () => void, delay: number): Timer {
    const run = () => {
      this.#timers.delete(timer);
      work();
    };
    const expired = () => {
      if (this.#held) timer.due = run;
      else run();
    };
    const timer: Timer = { handle: setTimeout(expired, delay), due: undefined };
    this.#timers.add(timer);
    return timer;
  }
}

/** Adds a callback. Returns a function that removes it. */
function remember<T>(map: Map<string, Set<T>>, key: string, callback: T): () => void {
  const callbacks = map.get(key) ?? new Set();
  map.set(key, callbacks.add(callback));
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) map.delete(key);
  };
}

function closing(watcher: ts.FileWatcher, forget: () => void): ts.FileWatcher {
  return {
    close: () => {
      forget();
      watcher.close();
    },
  };
}
