// An ES module: of a CommonJS one, Vitest would take the whole exports for the default export.
import globalSetup from './global-setup.js';

export const { setup, teardown } = globalSetup;
