// The server's process. It is told first which packages to load ahead, and later, perhaps never, which bundle to run.
const { createRequire } = require('node:module');

process.on('message', function receive({ ahead, run }) {
  if (ahead) {
    const load = createRequire(ahead.from);
    for (const name of ahead.packages) {
      try {
        load(name);
      } catch {
        // The bundle will ask for it again, and what is wrong with it is then the bundle's error.
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
