// Loaded into the server's process before the application, while developing only.
require('../load-typescript');
const { attachFailures } = require('./failures/attach-failures.ts');
const { attachOverlay } = require('./overlay/attach-overlay.ts');
const { attachRehearsal } = require('./rehearsal/attach-rehearsal.ts');

attachFailures();
attachOverlay();
attachRehearsal();
