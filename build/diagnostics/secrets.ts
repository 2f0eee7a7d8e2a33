/** What says nothing that is secret in a `datasource` or `generator` block. */
const harmless =
  /^[ \t]*(?:provider|relationMode|engineType|moduleFormat|runtime)[ \t]*=[ \t]*"[\w-]*"[ \t]*$/;

/**
 * Takes out of a text what may hold a credential, and leaves every line where it was: the rest of the line from the
 * first quote on in a `datasource` or `generator` block, but for a provider and its like, and in any connection URL all
 * that follows the scheme.
 */
export function hideSecrets(text: string): string {
  const hidden = text.replace(/^[ \t]*(?:datasource|generator)[^}]*/gm, (block) =>
    block.replace(/.*"[^\r\n]*/g, (line) => (harmless.test(line) ? line : line.replace(/".*/, '"***"'))),
  );
  return hideUrls(hidden);
}

/** Hides what follows the scheme of each URL that is not a plain web address. */
export function hideUrls(text: string): string {
  return text
    .replace(/\b(?!https?:)([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s"'`]*/gi, '$1***')
    .replace(/\b(https?:\/\/)[^\s"'`/@]*@/gi, '$1***@');
}
