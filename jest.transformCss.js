'use strict';
// Under Jest a stylesheet is what webpack's `asset/source` makes of it: its text, as the default export.
module.exports = {
  process: (text) => ({
    code: `exports.__esModule = true; exports.default = ${JSON.stringify(text)};`,
  }),
};
