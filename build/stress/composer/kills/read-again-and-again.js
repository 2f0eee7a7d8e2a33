// A separate process that reads published folders until its stdin ends: `node read-again-and-again.js <folder>…`.
// It holds a folder open and reads everything in it; when the folder was exchanged meanwhile, it starts again, like a
// reader that misses a file. It prints a line for each state that it saw: the folder, and the hash of its names and
// bytes.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const folders = process.argv.slice(2);
const seen = new Set();
let [reads, repeated] = [0, 0];

function read(folder) {
  const descriptor = fs.openSync(folder, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  try {
    const held = `/proc/self/fd/${descriptor}`;
    const names = fs
      .readdirSync(`${held}/`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.prismosaic.json')
      .map((entry) => path.relative(held, path.join(entry.parentPath, entry.name)))
      .sort();
    const hash = createHash('sha256');
    for (const name of names) {
      const bytes = fs.readFileSync(path.join(held, name));
      hash.update(JSON.stringify([name, bytes.length])).update(bytes);
    }
    // Files are never removed from a folder while it is in place.
    return fs.statSync(folder).ino === fs.fstatSync(descriptor).ino ? hash.digest('hex') : undefined;
  } finally {
    fs.closeSync(descriptor);
  }
}

function look() {
  for (const [index, folder] of folders.entries()) {
    let hash;
    try {
      hash = read(folder);
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    }
    reads++;
    if (hash === undefined) repeated++;
    else if (!seen.has(`${index} ${hash}`)) {
      seen.add(`${index} ${hash}`);
      process.stdout.write(`${index} ${hash}\n`);
    }
  }
}

const timer = setInterval(look, 1);
process.stdin.resume().on('end', () => {
  clearInterval(timer);
  process.stdout.write(`reads ${reads} ${repeated}\n`);
});
