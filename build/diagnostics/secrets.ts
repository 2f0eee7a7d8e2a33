/**
 * Takes out of a text what may hold a credential, and leaves every line where it was: the rest of the line from the
 * first quote on in a `datasource` or `generator` block, and in any connection URL all that follows the scheme.
 */
export function hideSecrets(text: string): string {
  return hideUrls(
    text.replace(/^[ \t]*(?:datasource|generator)[^}]*/gm, (block) => block.replace(/"[^\r\n]*/g, '"***"')),
  );
}

/** Hides what follows the scheme of each URL that is not a plain web address. */
export function hideUrls(text: string): string {
  return text
    .replace(/\b(?!https?:)([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s"'`]*/gi, '$1***')
    .replace(/\b(https?:\/\/)[^\s"'`/@]*@/gi, '$1***@');
}
