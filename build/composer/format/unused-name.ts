/** A name that is no part of the text. */
export function unusedIn(text: string): string {
  let name = 'Q';
  while (text.includes(name)) name += 'Q';
  return name;
}
