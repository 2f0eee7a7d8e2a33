export { colorsFor, wantsColor } from './color';
export { type Diagnostic, hasErrors, type Place, sortDiagnostics } from './diagnostic';
export { type FormatOptions, formatDiagnostic } from './format';
export { hideSecrets, hideUrls } from './secrets';
