import fs from 'node:fs';
import path from 'node:path';
import { rehearse } from './rehearse';

/** What a process on standby is told, as `{ rehearsal }`. */
export interface Rehearsal {
  /** Absolute path of the bundle that will be run, perhaps. */
  bundle: string;
  /** The packages that it leaves to Node. */
  packages: readonly string[];
  /** The folders of the composed schemas, absolute. */
  schemaFolders: readonly string[];
}

/** The page that was just served comes first, and a bundle that comes at once. */
const PAUSE_MS = 100;

/** Rehearses the start of the server once the process has nothing else to do, unless it has to start before. */
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
    // One is enough, and the longest tells most.
    const [schema = ''] = schemaFolders.map(schemaIn).sort((a, b) => b.length - a.length);
    process.send?.({ rehearsed: await rehearse(bundle, packages, schema) });
  } catch {
    // Then the start takes as long as it takes. What is wrong, if anything is, the application will say.
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
