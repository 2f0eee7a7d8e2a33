/** What we use of WebAssembly; TypeScript knows it only together with all of the browser. */
declare namespace WebAssembly {
  interface ImportDescriptor {
    module: string;
    name: string;
  }
  class Module {
    constructor(bytes: Uint8Array);
    static imports(module: Module): ImportDescriptor[];
  }
  class Instance {
    constructor(module: Module, imports: Record<string, object>);
    readonly exports: Record<string, unknown>;
  }
  class RuntimeError extends Error {}
}
