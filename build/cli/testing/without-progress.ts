/** What a command wrote, less the lines that it adds where it takes over a second, as on a loaded machine. */
export function withoutProgress(text: string): string {
  return text.replace(/^.* …\n/gm, '');
}
