const identifier = /^\p{L}[\p{L}0-9_]*$/u;

/** Whether Prisma accepts this as the name of a field: a letter of any script, then letters, ASCII digits and `_`. */
export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}
