/** A line of a `datasource` or `generator` block that can't have a secret. */
const harmless =
  /^[ \t]*(?:provider|relationMode|engineType|moduleFormat|runtime)[ \t]*=[ \t]*"[\w-]*"[ \t]*$/;

/**
 * Removes what may be a credential from a text, and keeps every line in its place: in a `datasource` or `generator`
 * block the rest of the line from the first quote on, except for a provider and the like, and in any connection URL
 * everything after the scheme.
 */
export function hideSecrets(text: string): string {
  const hidden = text.replace(/^[ \t]*(?:datasource|generator)[^}]*/gm, (block) =>
    block.replace(/.*"[^\r\n]*/g, (line) => (harmless.test(line) ? line : line.replace(/".*/, '"***"'))),
  );
  return hideUrls(hidden);
}

/** Hides everything after the scheme of each URL that is not a plain web address. */
export function hideUrls(text: string): string {
  return text
    .replace(/\b(?!https?:)([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s"'`]*/gi, '$1***')
    .replace(/\b(https?:\/\/)[^\s"'`/@]*@/gi, '$1***@');
}
