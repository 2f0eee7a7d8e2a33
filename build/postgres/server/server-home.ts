import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { hasCode, PostgresFailure } from '../failure';
import { copyBinaries, makeLinks, packagedBinaries } from './binaries';
import { run, type ServerHome } from './programs';

interface Account {
  uid: number;
  gid: number;
}

/** A folder that every user may enter, for a checkout that only root may enter. Survives a reboot. */
const openFolder = '/var/tmp';

function nobody(): Account {
  const line = fs.readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m);
  if (line === null) {
    throw new PostgresFailure(
      'PostgreSQL refuses to run as root and there is no user `nobody` here to run it as. Run this as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(line[1]) >>> 0, gid: Number(line[2]) >>> 0 };
}

function mayEnter(folder: string, { uid, gid }: Account): boolean {
  const { mode, uid: owner, gid: group } = fs.statSync(folder);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || mayEnter(parent, { uid, gid });
}

function makeHome(home: string, owner: Account | undefined): void {
  try {
    fs.mkdirSync(home, { mode: 0o700 });
    if (owner !== undefined) fs.chownSync(home, owner.uid, owner.gid);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const found = fs.lstatSync(home);
  if (!found.isDirectory()) throw new PostgresFailure(`${home} is not a folder. Remove it and try again.`);
  if (owner !== undefined && found.uid !== owner.uid) giveAway(home, owner);
}

/** Changes the owner after the folder was moved or its permissions changed, so that the server's user can reach it. */
function giveAway(folder: string, owner: Account): void {
  fs.lchownSync(folder, owner.uid, owner.gid);
  for (const entry of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    fs.lchownSync(path.join(folder, entry), owner.uid, owner.gid);
  }
}

/** Other users may write beside this folder, so refuse one that is not ours: never use it or change its owner. */
function makeOpenHome(home: string, owner: Account): void {
  if (!fs.existsSync(home)) {
    fs.mkdirSync(home, { mode: 0o700 });
    fs.lchownSync(home, owner.uid, owner.gid);
  }
  const found = fs.lstatSync(home);
  if (!found.isDirectory() || found.uid !== owner.uid || (found.mode & 0o077) !== 0) {
    throw new PostgresFailure(
      `Prismosaic did not create ${home}, so it does not use it. Remove it and try again.`,
    );
  }
}

/** Uses the programs in place when they run there, otherwise a copy in `home`, which the server's user can read. */
async function withPrograms(serverHome: Omit<ServerHome, 'native'>): Promise<ServerHome> {
  const binaries = packagedBinaries();
  let reason = '';
  try {
    makeLinks(binaries.native);
    const inPlace = { ...serverHome, native: binaries.native };
    const { code, output } = await run(inPlace, 'postgres', ['--version']);
    if (code === 0) return inPlace;
    reason = output;
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS')) throw error;
    reason = String(error);
  }
  const copied = { ...serverHome, native: copyBinaries(binaries, serverHome.home) };
  const { code, output } = await run(copied, 'postgres', ['--version']);
  if (code === 0) return copied;
  throw new PostgresFailure(
    `The programs of the embedded PostgreSQL don't run here (${(output || reason).trim()}). They need glibc on Linux. Set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

const userNamespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'] as const;

function namespaceWorks(): boolean {
  const [command, ...args] = userNamespace;
  return spawnSync(command, [...args, 'true'], { stdio: 'ignore' }).status === 0;
}

function openHome(preferred: string): string {
  return path.join(
    openFolder,
    `prismosaic-${createHash('sha256').update(preferred).digest('hex').slice(0, 16)}`,
  );
}

/**
 * Decides the server's folder and user. PostgreSQL refuses to run as root, so root runs it as `nobody`. When `nobody`
 * can't enter the checkout, root runs it without root's rights, in a user namespace; when the system forbids that, in a
 * folder in `/var/tmp`. Creates the folder. The server must not be running.
 *
 * @param preferred the home inside the checkout
 * @param recorded the home that was used before
 */
export async function findServerHome(preferred: string, recorded: string | undefined): Promise<ServerHome> {
  if (process.getuid?.() !== 0) {
    makeHome(preferred, undefined);
    return withPrograms({ home: preferred, prefix: [], uid: undefined, gid: undefined });
  }
  const account = nobody();
  const existing = fs.existsSync(preferred) ? fs.statSync(preferred) : undefined;
  // An ordinary user created it: stay that user, who could not access it otherwise.
  const user =
    existing !== undefined && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : account;
  if (recorded === undefined || recorded === preferred || !fs.existsSync(recorded)) {
    if (mayEnter(path.dirname(preferred), user)) {
      makeHome(preferred, user);
      return withPrograms({ home: preferred, prefix: [], ...user });
    }
    if (namespaceWorks()) {
      makeHome(preferred, { uid: 0, gid: 0 });
      return withPrograms({ home: preferred, prefix: userNamespace, uid: undefined, gid: undefined });
    }
    if (existing !== undefined) {
      throw new PostgresFailure(
        `The database's user can no longer enter ${preferred}. Allow it (chmod o+x on the parent folders), or delete the database: npm run db -- reset`,
      );
    }
  }
  const home = openHome(preferred);
  makeOpenHome(home, account);
  return withPrograms({ home, prefix: [], ...account });
}
