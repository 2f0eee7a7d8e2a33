// A thread that has Prisma check a schema, and answers with its errors: a thread can be ended, a call can't.
const { parentPort, workerData } = require('node:worker_threads');
const { lint } = require('@prisma/prisma-schema-wasm');

parentPort.postMessage(JSON.parse(lint(JSON.stringify(workerData))));
