import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from 'fs-native-extensions';

const pollEvery = 20;
const sayAfter = 2000;
/** A link in the place of the lock is refused: its target would be overwritten. Windows knows no such flag. */
const opening = fs.constants.O_RDWR | fs.constants.O_CREAT | (fs.constants.O_NOFOLLOW ?? 0);

/**
 * Runs `work` while holding the lock of this checkout. Whoever comes later waits, and says so after two seconds.
 * The lock is the kernel's: one whose holder was killed is free at once.
 */
export async function withLock<T>(
  file: string,
  onProgress: (message: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = fs.openSync(file, opening);
  try {
    const since = Date.now();
    let said = false;
    // Waiting in a thread would keep this process from ending while it waits.
    while (!tryLock(descriptor)) {
      if (!said && Date.now() - since >= sayAfter) {
        said = true;
        onProgress(`Waiting for ${holderOf(file)}, which is composing here`);
      }
      await sleep(pollEvery);
    }
    fs.ftruncateSync(descriptor);
    fs.writeSync(descriptor, String(process.pid), 0);
    return await work();
  } finally {
    // Closing gives the lock back.
    fs.closeSync(descriptor);
  }
}

function holderOf(file: string): string {
  const process = fs.readFileSync(file, 'utf8');
  return /^\d+$/.test(process) ? `process ${process}` : 'another process';
}
