// Loaded into the server's process before the application, while developing only.
require('../../load-typescript');
const { attachOverlay } = require('./attach-overlay.ts');

attachOverlay();
