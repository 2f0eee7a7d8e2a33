// The server's process. The first message names packages to load ahead; a later one, if any, the bundle to run.
const { createRequire } = require('node:module');

process.on('message', function receive({ ahead, run }) {
  if (ahead) {
    const load = createRequire(ahead.from);
    for (const name of ahead.packages) {
      try {
        load(name);
      } catch {
        // The bundle will load it again, and then reports the error.
      }
    }
    process.send({ loaded: true });
  }
  if (run) {
    process.off('message', receive);
    process.argv[1] = run;
    createRequire(run)(run);
  }
});
