// Builds the program into dist/: dist/qunli.js starts it, lazily imported parts stay in chunks of
// their own, and each worker keeps its place (src/export/worker.ts -> dist/export/worker.js).
// Use: node scripts/build.mjs [FOLDER]   (the folder that holds src/; default: this project)

import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = process.argv[2] ?? join(import.meta.dirname, '..');
const out = join(root, 'dist');

/** They stay in node_modules: a native module, and one that only a terminal needs. */
const external = ['better-sqlite3', 'pino-pretty'];

/** Packages written as CommonJS still ask for `require`, which a module does not have. */
const banner = `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);`;

const start = `#!/usr/bin/env node
import { runCli } from './cli.js';
process.exitCode = await runCli(process.argv.slice(2));
`;

/** Each src/PART/worker.ts is a program of its own, found by start-worker.ts at the same place. */
const workers = readdirSync(join(root, 'src'))
  .map((part) => `src/${part}/worker.ts`)
  .filter((path) => existsSync(join(root, path)));

rmSync(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts', ...workers],
  outbase: 'src',
  outdir: 'dist',
  // start-worker.ts looks beside itself, so that every chunk has to lie at the top of dist/.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external,
  banner: { js: banner },
  // Fewer bytes to parse start a tenth sooner. Names stay; `node --enable-source-maps` and the maps
  // beside the files turn a stack trace back into our lines.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  legalComments: 'eof',
  metafile: true,
  logLevel: 'warning',
});

writeFileSync(join(out, 'qunli.js'), start);
chmodSync(join(out, 'qunli.js'), 0o755);

const files = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.js'));
const kib = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1).padStart(8)} KiB`;
for (const [path, { bytes }] of files) console.log(`${kib(bytes)}  ${path}`);
console.log(`${kib(files.reduce((sum, [, { bytes }]) => sum + bytes, 0))}  together`);
