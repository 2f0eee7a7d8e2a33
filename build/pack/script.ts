/** A script of the checkout as the package has it: without the loader, and with compiled files instead of TypeScript. */
export function compiledScript(text: string): string {
  return text
    .replace(/^.*\brequire\('(?:\.\.?\/)+(?:[\w-]+\/)*load-typescript'\);\n/gm, '')
    .replace(/\brequire\('(\.[^']*)\.ts'\)/g, "require('$1.js')");
}
