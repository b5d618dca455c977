// The program, on a platform that never answers in `hung`; it says when it begins to send.

import '../../src/read-typescript.mjs';

const { runOnHungPlatform } = await import('./hung-platform.ts');

const [file = ''] = process.argv.slice(2);
await runOnHungPlatform(file);
