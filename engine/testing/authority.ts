import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A key and the certificate that belongs to it: two files. */
export interface Issued {
  key: string;
  certificate: string;
}

/** An authority that signs certificates for tests; all its files lie in one folder. */
export class Authority {
  /** The certificate file for those who trust it. */
  readonly certificate: string;
  private readonly key: string;

  constructor(private readonly folder: string) {
    this.certificate = path.join(folder, 'authority.pem');
    this.key = path.join(folder, 'authority.key');
    const files = ['-keyout', this.key, '-out', this.certificate];
    openssl(['req', '-x509', ...NEW_KEY, ...files, '-subj', '/CN=test authority', '-days', '2']);
  }

  /** @param names what else than `name` it is good for: `DNS:localhost`. */
  issue(name: string, names: string[] = []): Issued {
    const file = (extension: string) => path.join(this.folder, `${name}.${extension}`);
    const [key, request, certificate] = [file('key'), file('request'), file('pem')];
    openssl(['req', '-new', ...NEW_KEY, '-keyout', key, '-out', request, '-subj', `/CN=${name}`]);
    fs.writeFileSync(file('names'), names.length > 0 ? `subjectAltName=${names.join(',')}` : '');
    const signer = ['-CA', this.certificate, '-CAkey', this.key, '-CAcreateserial'];
    openssl([
      'x509',
      '-req',
      '-in',
      request,
      '-out',
      certificate,
      ...signer,
      '-days',
      '2',
      '-extfile',
      file('names'),
    ]);
    fs.chmodSync(key, 0o600);
    return { key, certificate };
  }

  /** Both in one file of the PKCS#12 kind, under a password. */
  pack({ key, certificate }: Issued, password: string): string {
    const file = `${certificate}.p12`;
    openssl([
      'pkcs12',
      '-export',
      '-inkey',
      key,
      '-in',
      certificate,
      '-out',
      file,
      '-passout',
      `pass:${password}`,
    ]);
    return file;
  }
}

const NEW_KEY = ['-newkey', 'rsa:2048', '-nodes'];

function openssl(args: string[]): void {
  const { status, stderr, error } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${stderr ?? error?.message}`);
}
