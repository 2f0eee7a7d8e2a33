import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from 'fs-native-extensions';

const pollEvery = 20;
const sayAfter = 2000;
/** Refuses a symbolic link as the lock file: its target would be overwritten. Windows does not have the flag. */
const opening = fs.constants.O_RDWR | fs.constants.O_CREAT | (fs.constants.O_NOFOLLOW ?? 0);

/**
 * Runs `work` while holding the lock of this checkout. Another process waits, and says so after two seconds.
 * The kernel holds the lock: when its holder is killed, it is free at once.
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
    // Polling, because waiting in a thread would keep this process from ending.
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
    // Closing releases the lock.
    fs.closeSync(descriptor);
  }
}

function holderOf(file: string): string {
  const process = fs.readFileSync(file, 'utf8');
  return /^\d+$/.test(process) ? `process ${process}` : 'another process';
}
