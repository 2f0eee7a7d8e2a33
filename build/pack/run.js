// `npm run pack [-- folder]`: compiles and packs the three packages into tarballs. @default folder: .prismosaic/pack
require('../ground/load-typescript');
const { main } = require('./pack.ts');

process.exitCode = main(process.argv.slice(2));
