import { Description } from './description/description';
import { MergedFields } from './graph/merged-fields';
import { ModelFiles } from './models/model-files';
import { TypeMap } from './models/type-map';

/** What is kept for a database from run to run, to know what an edit does not change. */
export class Memory {
  readonly description = new Description();
  readonly models = new ModelFiles(this.description);
  readonly typeMap = new TypeMap();
  readonly unions = new MergedFields(this.description);
}

/** Enough for the databases of most projects: each takes about the memory of its description. */
const most = 4;
const memories = new Map<string, Memory>();

/** The memory of the client in a folder. */
export function memoryOf(folder: string): Memory {
  const memory = memories.get(folder) ?? new Memory();
  memories.delete(folder);
  memories.set(folder, memory);
  for (const [oldest] of memories) if (memories.size > most) memories.delete(oldest);
  return memory;
}

/** Call it after a failure: what is kept may be wrong. */
export function forgetMemoryOf(folder: string): void {
  memories.delete(folder);
}
