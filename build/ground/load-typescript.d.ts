/** Compiles TypeScript or JavaScript to CommonJS, cached by content. Throws what the compiler throws. */
export function compileCached(file: string, text?: string): string;
