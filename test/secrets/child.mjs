// The journey in a process of its own, so that all of its standard error can be looked at.

import '../../src/read-typescript.mjs';

const { journey } = await import('./journey.ts');
const [file = ''] = process.argv.slice(2);
await journey(file);
