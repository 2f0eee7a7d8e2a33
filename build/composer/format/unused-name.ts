/** A name that the text does not contain. */
export function unusedIn(text: string): string {
  let name = 'Q';
  while (text.includes(name)) name += 'Q';
  return name;
}
