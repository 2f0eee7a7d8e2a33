import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What a checkout stores about its server, passwords included. Only its owner can read it. */
export interface ServerRecord {
  /** Folder of the server's data. */
  home: string;
  port: number;
  /** The version of the roles that was set up; 0 before the first time. */
  roles: number;
  passwords: { superuser: string; migration: string; runtime: string };
}

const password = () => randomBytes(24).toString('base64url');

export function newRecord(home: string, port: number): ServerRecord {
  return {
    home,
    port,
    roles: 0,
    passwords: { superuser: password(), migration: password(), runtime: password() },
  };
}

export function readRecord(file: string): ServerRecord | undefined {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

/** Writes the record completely or not at all. Keeps the owner when root writes the file of an ordinary user. */
export function writeRecord(file: string, record: ServerRecord): void {
  const beside = `${file}.new`;
  const fd = fs.openSync(beside, 'w', 0o600);
  try {
    const { uid, gid } = fs.statSync(path.dirname(file));
    if (process.getuid?.() === 0) fs.fchownSync(fd, uid, gid);
    fs.writeFileSync(fd, JSON.stringify(record, undefined, 2));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  fs.renameSync(beside, file);
}
