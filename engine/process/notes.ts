/** Marks a line of the engine's log that is for the user. The command line itself shows none of its lines. */
const TARGET = 'prismosaic::note';

/** Writes a text for the user to the log, where the host finds it. */
export function note(text: string): void {
  const line = {
    timestamp: new Date().toISOString(),
    level: 'INFO',
    fields: { message: text },
    target: TARGET,
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** The text for the user in a line of the log, if it holds one. */
export function noteIn(line: string): string | undefined {
  if (!line.includes(TARGET)) return undefined;
  try {
    const { fields, target }: { fields: { message: string }; target: string } = JSON.parse(line);
    return target === TARGET ? fields.message : undefined;
  } catch {
    return undefined;
  }
}
