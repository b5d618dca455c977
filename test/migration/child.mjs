// The newer program at its start: it brings a database to its schema and ends. It says when it
// begins, so that it can be killed on the way.

import '../../src/read-typescript.mjs';

const { startDatabase } = await import('../../src/store/start.ts');
const { instantOf } = await import('../../src/kit/instant.ts');
const { later } = await import('./later.ts');

const [file = ''] = process.argv.slice(2);
process.stdout.write('begin\n');
await new Promise((resume) => setImmediate(resume));
const now = instantOf(1_772_328_000_000);
startDatabase({ file, features: [later], now, pid: process.pid }).close();
