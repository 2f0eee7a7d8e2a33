// A worker thread in which Prisma describes schemas, so that the main thread can go on.
const { parentPort } = require('node:worker_threads');
const { get_dmmf_buffered } = require('@prisma/prisma-schema-wasm');

parentPort.on('message', (params) => {
  try {
    // As bytes: the length of a string is limited, and a string would be copied once more.
    const described = get_dmmf_buffered(params);
    try {
      const bytes = described.read_chunk(0, described.len());
      parentPort.postMessage({ bytes }, [bytes.buffer]);
    } finally {
      described.free();
    }
  } catch (error) {
    // With a code, Prisma rejects the schema; without one, the engine crashed, and the thread can't be used again.
    if (!String(error.message).includes('"error_code"')) throw error;
    parentPort.postMessage({ reason: String(error) });
  }
});
