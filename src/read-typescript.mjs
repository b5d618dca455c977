// Makes this thread able to import TypeScript, so that a clone runs with no build step. It must be
// imported before any .ts file, and does nothing else. The built program does not need it.

import { register } from 'node:module';

// Newer Nodes strip types by themselves, but never inside node_modules. A worker of Node 20 does
// not inherit what its parent registered; each thread imports this file.
const stripsTypes = 'typescript' in process.features && !import.meta.url.includes('/node_modules/');

if (!stripsTypes) {
  register('./typescript-hooks.mjs', import.meta.url);
  process.setSourceMapsEnabled(true);
}
