import fs from 'node:fs';
import { tryLock, waitForLock } from 'fs-native-extensions';
import { hasCode, PostgresFailure } from './failure';

/** A lock of the operating system on a file. The kernel frees it when the last process that has it open exits. */
export interface HeldLock {
  fd: number;
  release(): void;
}

function open(file: string): number {
  try {
    return fs.openSync(file, 'a+', 0o600);
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM')) {
      throw new PostgresFailure(
        `${file} belongs to another user. Run this as the user who started the embedded PostgreSQL first, or have that user run \`npm run db -- reset\`.`,
      );
    }
    throw error;
  }
}

function held(fd: number): HeldLock {
  let released = false;
  return {
    fd,
    release() {
      if (released) return;
      released = true;
      fs.closeSync(fd);
    },
  };
}

/** Takes the lock when it is free. Any number of processes may share it, unless one has it alone. */
export function lockNow(file: string, options: { shared: boolean }): HeldLock | undefined {
  const fd = open(file);
  try {
    if (tryLock(fd, options)) return held(fd);
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
  fs.closeSync(fd);
  return undefined;
}

/** Takes the lock alone. While another process has it, calls `onWait` once and waits. */
export async function lockAlone(file: string, onWait: () => void): Promise<HeldLock> {
  const fd = open(file);
  try {
    if (!tryLock(fd)) {
      onWait();
      await waitForLock(fd);
    }
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
  return held(fd);
}
