// Preloaded (`node -r`): returns the entries of every folder in another order, which depends on SHUFFLE, as another
// file system would.
const { createHash } = require('node:crypto');
const fs = require('node:fs');

const rank = (entry) =>
  createHash('sha1')
    .update(process.env.SHUFFLE + (entry.name ?? entry))
    .digest('hex');

function shuffle(entries) {
  return entries
    .map((entry) => [rank(entry), entry])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry);
}

const { readdirSync, promises } = fs;
const { readdir } = promises;
fs.readdirSync = (...args) => shuffle(readdirSync(...args));
promises.readdir = async (...args) => shuffle(await readdir(...args));
