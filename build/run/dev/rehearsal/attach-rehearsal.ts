import fs from 'node:fs';
import path from 'node:path';
import { rehearse } from './rehearse';

/** What the parent sends to a standby process, as `{ rehearsal }`. */
export interface Rehearsal {
  /** Absolute path of the bundle that the process may run later. */
  bundle: string;
  /** The packages that Node loads. */
  packages: readonly string[];
  /** The folders of the composed schemas, absolute. */
  schemaFolders: readonly string[];
}

/** Time for the page that was just served, and for a bundle that follows at once. */
const PAUSE_MS = 100;

/** Rehearses the start of the server when the process is idle, unless it has to start earlier. */
export function attachRehearsal(): void {
  let timer: NodeJS.Timeout | undefined;
  process.on('message', (message: unknown) => {
    if (typeof message !== 'object' || message === null) return;
    if ('run' in message) clearTimeout(timer);
    if ('rehearsal' in message && isRehearsal(message.rehearsal)) {
      const { rehearsal } = message;
      timer = setTimeout(() => void perform(rehearsal), PAUSE_MS);
    }
  });
}

async function perform({ bundle, packages, schemaFolders }: Rehearsal): Promise<void> {
  try {
    // One schema is enough; the longest has the most to compile.
    const [schema = ''] = schemaFolders.map(schemaIn).sort((a, b) => b.length - a.length);
    process.send?.({ rehearsed: await rehearse(bundle, packages, schema) });
  } catch {
    // The start is only slower then. The application reports the error, if there is one.
    process.send?.({ rehearsed: false });
  }
}

function schemaIn(folder: string): string {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.prisma'));
  return names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('\n');
}

function isRehearsal(value: unknown): value is Rehearsal {
  return typeof value === 'object' && value !== null && 'schemaFolders' in value;
}
