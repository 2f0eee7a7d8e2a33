// `dev` loads this into the server's process before the application.
require('../../ground/load-typescript');
const { attachFailures } = require('./failures/attach-failures.ts');
const { attachOverlay } = require('./overlay/attach-overlay.ts');
const { attachRehearsal } = require('./rehearsal/attach-rehearsal.ts');

attachFailures();
attachOverlay();
attachRehearsal();
