import { Description } from './description/description';
import { MergedFields } from './graph/merged-fields';
import { ModelFiles } from './models/model-files';
import { TypeMap } from './models/type-map';

/** What is kept of a database from run to run, to know what an edit leaves alone. */
export class Memory {
  readonly description = new Description();
  readonly models = new ModelFiles(this.description);
  readonly typeMap = new TypeMap();
  readonly unions = new MergedFields(this.description);
}

/** As many databases as one is likely to work on: each takes about the room of its description. */
const most = 4;
const memories = new Map<string, Memory>();

/** That of the client in a folder. */
export function memoryOf(folder: string): Memory {
  const memory = memories.get(folder) ?? new Memory();
  memories.delete(folder);
  memories.set(folder, memory);
  for (const [oldest] of memories) if (memories.size > most) memories.delete(oldest);
  return memory;
}

/** After a failure nothing is known. */
export function forgetMemoryOf(folder: string): void {
  memories.delete(folder);
}
