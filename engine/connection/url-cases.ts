/** Where a URL leads: missing parts are not compared. */
export interface UrlPlace {
  user?: string;
  password?: string;
  host: string;
  port: number;
  database: string;
}

/** Parts of the password in URLs that must be refused: no message may contain them. */
const PIECES = ['pass1', 'pass2'];

/** URLs that mean the same to the schema engine and to the application, and where they lead. */
export const URL_CASES: readonly [url: string, place: UrlPlace][] = [
  [
    'postgresql://app:pw@db.example:6000/shop',
    { user: 'app', password: 'pw', host: 'db.example', port: 6000, database: 'shop' },
  ],
  ['postgres://app:pw@db.example/shop', { host: 'db.example', port: 5432, database: 'shop' }],
  ['postgresql://app:pw@localhost:5432/app/', { host: 'localhost', port: 5432, database: 'app' }],
  [
    'postgresql://app:pw@localhost:5432/app/?schema=public',
    { host: 'localhost', port: 5432, database: 'app' },
  ],
  ['postgresql://app:pw@h/my%2Fdb%40x', { host: 'h', port: 5432, database: 'my/db@x' }],
  ['postgresql://app:pw@h/my%20db', { host: 'h', port: 5432, database: 'my db' }],
  [
    'postgresql://us%40er:p%40%2F%3F%23%25%3A@h/db',
    { user: 'us@er', password: 'p@/?#%:', host: 'h', port: 5432, database: 'db' },
  ],
  // Every reader takes the last `@` as the one before the host.
  ['postgresql://app:pa@ss@h/db', { user: 'app', password: 'pa@ss', host: 'h', port: 5432, database: 'db' }],
  ['postgresql://app@h/db', { user: 'app', host: 'h', port: 5432, database: 'db' }],
  ['postgresql://app:pw@127.0.0.1:1/db?connect_timeout=3', { host: '127.0.0.1', port: 1, database: 'db' }],
  [
    'postgresql://app:pw@/db?host=/var/run/pg',
    { user: 'app', password: 'pw', host: '/var/run/pg', port: 5432, database: 'db' },
  ],
  ['postgresql://app:pw@%2Fvar%2Frun%2Fpg/db', { host: '/var/run/pg', port: 5432, database: 'db' }],
  ['postgresql://h/db?user=me@tenant&password=pw', { host: 'h', port: 5432, database: 'db' }],
  ['postgresql://app:pw@h/db?sslmode=disable', { host: 'h', port: 5432, database: 'db' }],
  ['postgresql://app:pw@h/db?options=-c%20a%3Db', { host: 'h', port: 5432, database: 'db' }],
];

/** URLs that must be refused: a part of the password would be taken for a host, a database or a parameter. */
export const MISREAD_URLS: readonly string[] = [
  'postgresql://app:pass1@/pass2@db.example:5432/shop',
  'postgresql://app:pass1@pass2/x@db.example:5432/shop',
  'postgresql://app:pass1/pass2@db.example:5432/shop',
  'postgresql://app:1/pass2@db.example:5432/shop',
  'postgresql://app:1/pass1/pass2@db.example/shop',
  'postgresql://app:pass1@/pass2?x@db.example/shop',
  'postgresql://app:pass1?pass2@db.example:5432/shop',
  'postgresql://app:1?pass2@db.example:5432/shop',
  'postgresql://app:1?pass1=pass2@db.example:5432/shop',
  'postgresql://app:pass1@?pass2@db.example:5432/shop',
  'postgresql://app:pass1#pass2@db.example:5432/shop',
  'postgresql://app:1#pass2@db.example:5432/shop',
  'postgresql://app:pass1@#pass2@db.example:5432/shop',
  'postgresql://app:pass1@db.example:pass2/shop',
  'postgresql://app:pass1@db.example:5432/shop/pass2',
  'mysql://app:pass1@db.example/shop',
  'app:pass1@db.example/shop',
];

/** The part of the password that a text contains, if any. */
export function shownPiece(text: string): string | undefined {
  return PIECES.find((piece) => text.includes(piece));
}
