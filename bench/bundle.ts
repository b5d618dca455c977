/**
 * Builds the contenders as scripts/build.mjs builds the program, so that what is measured is what
 * is shipped: no loader that reads TypeScript, no source maps, nothing of other contenders loaded.
 */
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
/** Inside node_modules, from where the native module is found; it is not under version control. */
const out = join(root, 'node_modules/.cache/qunli-bench');
/** Packages written as CommonJS still ask for `require`, which a module does not have. */
const banner = `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);`;

let built: Promise<string> | undefined;

/** @returns the built program that runs one contender */
export function bundle(): Promise<string> {
  built ??= buildAll();
  return built;
}

async function buildAll(): Promise<string> {
  // Workers are looked for beside the bundle, at the places that startWorker knows.
  await buildInto('dist', { contender: 'bench/run.ts', 'export/worker': 'src/export/worker.ts' });
  await buildInto('bench', { 'pace/worker': 'bench/pace/worker.ts' });
  return join(out, 'dist/contender.js');
}

async function buildInto(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: join(out, folder),
    chunkNames: 'chunk-[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['better-sqlite3', 'pino-pretty', 'exceljs', 'esbuild'],
    banner: { js: banner },
    logLevel: 'warning',
  });
}
