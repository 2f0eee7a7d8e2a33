/** What we use of WebAssembly; TypeScript knows it only together with all of the browser. */
declare namespace WebAssembly {
  interface ImportDescriptor {
    module: string;
    name: string;
  }
  type Module = object;
  const Module: { imports(module: Module): ImportDescriptor[] };
  function compile(bytes: Uint8Array): Promise<Module>;
  class Instance {
    constructor(module: Module, imports: Record<string, object>);
    readonly exports: Record<string, unknown>;
  }
  class RuntimeError extends Error {}
}
