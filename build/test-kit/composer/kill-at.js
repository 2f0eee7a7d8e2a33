// Preloaded (`node -r`): kills this process just before the file system is changed for the KILL_AT-th time, as a power
// cut would. Without KILL_AT it prints the number of changes on stderr at the end.
const fs = require('node:fs');
const native = require('fs-native-extensions');

const killAt = Number(process.env.KILL_AT ?? 0);
let count = 0;

function guard(owner, name) {
  const original = owner[name];
  owner[name] = (...args) => {
    count++;
    if (count === killAt) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
}

for (const name of ['mkdirSync', 'writeFileSync', 'linkSync', 'cpSync', 'renameSync', 'rmSync'])
  guard(fs, name);
guard(native, 'swapSync');
process.on('exit', () => {
  if (killAt === 0) process.stderr.write(`changes ${count}\n`);
});
