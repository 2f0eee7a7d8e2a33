import fs from 'node:fs';
import native from 'fs-native-extensions';

/** The functions that change the file system, among those that the composer calls. */
const sync = [
  'mkdirSync',
  'openSync',
  'writeFileSync',
  'writeSync',
  'ftruncateSync',
  'linkSync',
  'copyFileSync',
  'cpSync',
  'renameSync',
  'rmSync',
] as const;
const later = ['mkdir', 'writeFile'] as const;

/** Which change is refused, and how. */
export interface Fault {
  /** The number of the change, from 1; with fewer changes, none is refused. */
  at: number;
  code: string;
  /** Whether all later changes are refused too, as on a disk that has become read-only. */
  onward: boolean;
}

/** Refuses changes of the file system in this process while `work` runs. Returns how many changes there were. */
export async function withFault(fault: Fault, work: () => Promise<void>): Promise<number> {
  let count = 0;
  const refused = (name: string, args: readonly unknown[]): Error | undefined => {
    if (name === 'openSync' && (args[1] === undefined || args[1] === 'r')) return undefined;
    count++;
    if (fault.onward ? count < fault.at : count !== fault.at) return undefined;
    return Object.assign(new Error(`${fault.code}: refused by the test, ${name}`), {
      code: fault.code,
      syscall: name,
    });
  };
  const restore = [
    ...sync.map((name) => guard(fs, name, refused, throwing)),
    ...later.map((name) => guard(fs.promises, name, refused, (error) => Promise.reject(error))),
    guard(native, 'swapSync', refused, throwing),
  ];
  try {
    await work();
  } finally {
    for (const undo of restore) undo();
  }
  return count;
}

function guard(
  owner: object,
  name: string,
  refused: (name: string, args: readonly unknown[]) => Error | undefined,
  refuse: (error: Error) => unknown,
): () => void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`There is no ${name}.`);
  Reflect.set(owner, name, (...args: unknown[]): unknown => {
    const error = refused(name, args);
    return error === undefined ? Reflect.apply(original, owner, args) : refuse(error);
  });
  return () => void Reflect.set(owner, name, original);
}

function throwing(error: Error): never {
  throw error;
}
