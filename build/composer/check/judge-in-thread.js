// A thread that lets Prisma judge a schema, and answers with its errors: it can be ended, which a call can't.
const { parentPort, workerData } = require('node:worker_threads');
const { lint } = require('@prisma/prisma-schema-wasm');

parentPort.postMessage(JSON.parse(lint(JSON.stringify(workerData))));
