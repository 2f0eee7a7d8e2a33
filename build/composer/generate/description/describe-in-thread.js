// A thread in which Prisma describes schemas, while the thread that asked does something else.
const { parentPort } = require('node:worker_threads');
const { get_dmmf_buffered } = require('@prisma/prisma-schema-wasm');

parentPort.on('message', (params) => {
  try {
    // There is an end to how long a text may be, and as one it would be copied once more.
    const described = get_dmmf_buffered(params);
    try {
      const bytes = described.read_chunk(0, described.len());
      parentPort.postMessage({ bytes }, [bytes.buffer]);
    } finally {
      described.free();
    }
  } catch (error) {
    // With a code it is Prisma's judgement of the schema; without one, a breakdown, after which the thread is of no use.
    if (!String(error.message).includes('"error_code"')) throw error;
    parentPort.postMessage({ reason: String(error) });
  }
});
