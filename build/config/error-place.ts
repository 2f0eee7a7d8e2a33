/** An error of a configuration, at its place. */
export interface ErrorPlace {
  message: string;
  /** Absolute. */
  file: string;
  line?: number;
  column?: number;
}

/** What is known about an error. */
export interface ConfigError {
  message: string;
  stack: string | undefined;
  /** The files that ran, absolute; the last one was entered last. Not empty. */
  files: readonly string[];
}

/**
 * Finds where an error comes from: the compiler says it in its message, and an error at run time in its stack. Without
 * either it is the file that was entered last.
 */
export function placeOfError({ message, stack = '', files }: ConfigError): ErrorPlace {
  const said = firstLine(message);
  for (const text of [message, stack]) {
    const found = placeIn(text, files);
    if (found !== undefined) return { message: said, ...found };
  }
  return { message: said, file: files.at(-1) ?? '' };
}

function placeIn(text: string, files: readonly string[]): Omit<ErrorPlace, 'message'> | undefined {
  for (const line of text.split('\n')) {
    // The longest path first: one may be the beginning of another.
    for (const file of [...files].sort((one, other) => other.length - one.length)) {
      const at = line.indexOf(file);
      const place = at === -1 ? null : /^:(\d+):(\d+)/.exec(line.slice(at + file.length));
      if (place !== null) return { file, line: Number(place[1]), column: Number(place[2]) };
    }
  }
  return undefined;
}

function firstLine(message: string): string {
  const first = message.split('\n').find((line) => line.trim() !== '') ?? message;
  return first.replace(/^ParseError:\s*/, '').trim();
}
