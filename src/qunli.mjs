#!/usr/bin/env node
// Starts qunli from its source. It can read TypeScript and hand over the exit code; what the
// program does begins in cli.ts.

import './read-typescript.mjs';

const { runCli } = await import('./cli.ts');
process.exitCode = await runCli(process.argv.slice(2));
