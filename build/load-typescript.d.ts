/** The CommonJS that a TypeScript or JavaScript text becomes, kept by content. Throws what the compiler throws. */
export function compileCached(file: string, text?: string): string;
