'use strict';
// In tests, a stylesheet is its text as the default export, as with webpack's `asset/source`.
module.exports = {
  process: (text) => ({
    code: `exports.__esModule = true; exports.default = ${JSON.stringify(text)};`,
  }),
};
