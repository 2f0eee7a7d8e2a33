import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Checkout, leave } from '../test-kit/postgres/checkout';
import { packagedBinaries } from './server/binaries';

const nobody = { uid: 65534, gid: 65534 };
const asRoot = process.getuid?.() === 0 && fs.existsSync('/etc/passwd') ? describe : describe.skip;

let checkout: Checkout;
let outside: string | undefined;

/** Creates a checkout below a folder that only its owner may enter. */
function closed(): Checkout {
  outside = fs.mkdtempSync(path.join(os.tmpdir(), 'prismosaic-closed-'));
  return new Checkout(path.join(outside, 'checkout'));
}

afterEach(async () => {
  await checkout.remove();
  if (outside !== undefined) fs.rmSync(outside, { recursive: true });
  outside = undefined;
});

async function works(): Promise<void> {
  await checkout.ask('migration', 'CREATE TABLE IF NOT EXISTS thing ()');
  expect(await checkout.ask('runtime', 'SELECT count(*)::int AS rows FROM thing')).toEqual({ rows: 0 });
}

const serverUser = () => {
  const pid = fs
    .readFileSync(path.join(checkout.record().home, 'data', 'postmaster.pid'), 'utf8')
    .split('\n')[0];
  return fs.statSync(`/proc/${pid}`).uid;
};

asRoot('as root', () => {
  test('the server runs as nobody, its data in the checkout', async () => {
    checkout = new Checkout();
    await checkout.server.start();
    expect(serverUser()).toBe(nobody.uid);
    expect(checkout.record().home).toBe(checkout.file('server'));
    await works();
  });

  test('below a folder that only root may enter', async () => {
    checkout = closed();
    await checkout.server.start();
    await works();
    await checkout.server.stop();
    await checkout.server.start();
    await works();
  });

  test('the same without user namespaces: in an open folder, which reset removes', async () => {
    checkout = closed();
    const bin = path.join(checkout.root, 'bin');
    fs.mkdirSync(bin);
    fs.symlinkSync(process.execPath, path.join(bin, 'node'));
    const claimant = await checkout.claimant({ env: { PATH: bin } });
    const { home } = checkout.record();
    expect(home).toMatch(/^\/var\/tmp\/prismosaic-[0-9a-f]{16}$/);
    expect(fs.statSync(home)).toMatchObject(nobody);
    expect(fs.statSync(home).mode & 0o777).toBe(0o700);
    expect(serverUser()).toBe(nobody.uid);
    await works();
    await leave(claimant);
    await checkout.server.stop();
    await checkout.server.start();
    expect(checkout.record().home).toBe(home);
    await works();
    await checkout.server.reset();
    expect(fs.existsSync(home)).toBe(false);
  });

  test('a checkout that is closed later, and opened again', async () => {
    checkout = closed();
    for (const mode of [0o755, 0o700, 0o755]) {
      fs.chmodSync(path.dirname(checkout.root), mode);
      await checkout.server.start();
      await works();
      await checkout.server.stop();
    }
  });

  test('an ordinary user starts it, then root, then the user again: the user still owns it', async () => {
    checkout = new Checkout();
    fs.chownSync(checkout.root, nobody.uid, nobody.gid);
    await leave(await checkout.claimant(nobody));
    expect(serverUser()).toBe(nobody.uid);
    await works();
    await checkout.server.stop();
    await checkout.server.start();
    await checkout.server.stop();
    const again = await checkout.claimant(nobody);
    expect(again.port).toBe(checkout.record().port);
    await works();
    await leave(again);
  });

  test('an ordinary user is shown that root created the server', async () => {
    checkout = new Checkout();
    await checkout.server.start();
    const refused = await checkout.claimant(nobody);
    expect(refused.progress).toMatch(/belongs to another user/);
    expect(refused.port).toBe(0);
  });
});

test('read-only programs without their links are copied to a folder where links can be created', async () => {
  checkout = new Checkout();
  const { copyBinaries, makeLinks } = await import('./server/binaries');
  const packaged = packagedBinaries();
  const copy = copyBinaries(packaged, checkout.root);
  expect(copyBinaries(packaged, checkout.root)).toBe(copy);
  const library =
    fs.readdirSync(path.join(copy, 'lib')).filter((name) => /^libpq\.so\.\d$/.test(name))[0] ?? '';
  const link = path.join(copy, 'lib', library);
  fs.rmSync(link);
  makeLinks(copy);
  makeLinks(copy);
  expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
  expect(execFileSync(path.join(copy, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })).toMatch(
    / 18\./,
  );
});
