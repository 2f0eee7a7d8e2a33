/** Removes the progress lines that a command prints when it takes over a second, as on a loaded machine. */
export function withoutProgress(text: string): string {
  return text.replace(/^.* …\n/gm, '');
}
