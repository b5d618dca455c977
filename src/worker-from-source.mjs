// The first file of a worker thread that runs from source: it makes the thread able to read
// TypeScript and goes on to the worker's own file. Only start-worker.ts points here.

import './read-typescript.mjs';

const [entry] = process.argv.slice(2);
if (entry === undefined) throw new Error("a worker needs its file's address as first argument");
await import(entry);
