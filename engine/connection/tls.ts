import fs from 'node:fs';
import path from 'node:path';
import { type ConnectionOptions, createSecureContext } from 'node:tls';
import { messageOf, UserFacingError } from '../errors/user-facing-error';

/** How a connection is encrypted. */
export interface TlsChoice {
  /** `prefer` goes on in clear text when the server offers no encryption. */
  mode: 'disable' | 'prefer' | 'require';
  options: ConnectionOptions;
}

const invalid = (details: string) =>
  new UserFacingError('P1013', `The provided database string is invalid. ${details}`);

const VERIFIED = new Set(['verify-ca', 'verify-full']);
const MODES = new Map<string, TlsChoice['mode']>([
  ['disable', 'disable'],
  ['allow', 'prefer'],
  ['prefer', 'prefer'],
  ['require', 'require'],
  ['no-verify', 'require'],
  ['verify-ca', 'require'],
  ['verify-full', 'require'],
]);

/**
 * Reads the `ssl…` parameters as Prisma documents them: `sslcert` is the authority that signed the server's
 * certificate, unless `sslkey` makes it the client's own; `sslidentity` is a PKCS#12 file with `sslpassword`;
 * the certificate is checked when `sslaccept=strict` or `sslmode` is `verify-ca` or `verify-full`.
 * @throws UserFacingError P1013 for an unknown value, P1011 for a file that can't be read or used.
 */
export function tlsChoice(parameters: URLSearchParams): TlsChoice {
  const named = parameters.get('sslmode') ?? 'prefer';
  const mode = MODES.get(named);
  if (mode === undefined)
    throw invalid(`\`sslmode=${named}\` is not one of ${[...MODES.keys()].join(', ')}.`);
  const accept = parameters.get('sslaccept') ?? 'accept_invalid_certs';
  if (accept !== 'strict' && accept !== 'accept_invalid_certs') {
    throw invalid(`\`sslaccept=${accept}\` is not one of strict, accept_invalid_certs.`);
  }
  const options: ConnectionOptions = { rejectUnauthorized: accept === 'strict' || VERIFIED.has(named) };
  if (named === 'verify-ca') options.checkServerIdentity = () => undefined;
  const key = parameters.get('sslkey');
  const certificate = parameters.get('sslcert');
  const root = parameters.get('sslrootcert') ?? (key === null ? certificate : null);
  const identity = parameters.get('sslidentity');
  if (mode !== 'disable') {
    if (root !== null) options.ca = read(root, 'sslcert');
    if (key !== null) options.key = read(key, 'sslkey');
    if (key !== null && certificate !== null) options.cert = read(certificate, 'sslcert');
    if (identity !== null) options.pfx = read(identity, 'sslidentity');
    if (identity !== null) options.passphrase = parameters.get('sslpassword') ?? '';
    // Without any, Node would read the system's authorities (20 ms) for nothing.
    if (root !== null || key !== null || identity !== null) refuseUnusable(options);
  }
  return { mode, options };
}

/** Without this, a library would report a wrong password or file type later, in its own words. */
function refuseUnusable(options: ConnectionOptions): void {
  try {
    createSecureContext(options);
  } catch (error) {
    throw new UserFacingError(
      'P1011',
      `Error opening a TLS connection: the files or the password of the URL's ssl parameters can't be used: ${messageOf(error)}`,
    );
  }
}

/** Paths are relative to the working directory, or else to `prisma/`, as Prisma has always done. */
function read(file: string, parameter: string): Buffer {
  const candidates = [path.resolve(file), path.resolve('prisma', file)];
  const found = candidates.find((candidate) => fs.existsSync(candidate)) ?? path.resolve(file);
  try {
    return fs.readFileSync(found);
  } catch (error) {
    throw new UserFacingError(
      'P1011',
      `Error opening a TLS connection: ${parameter} can't be read: ${messageOf(error)}`,
    );
  }
}
