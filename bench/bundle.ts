/**
 * Builds the contenders as scripts/build.mjs builds the program, so that what is measured is what
 * is shipped: no loader that reads TypeScript, no source maps, nothing of other contenders loaded.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
/** Inside node_modules, from where the native module is found; it is not under version control. */
const cache = join(root, 'node_modules/.cache');
/** Packages written as CommonJS still ask for `require`, which a module does not have. */
const banner = `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);`;

let built: Promise<string> | undefined;

/** @returns the built program that runs one contender */
export function bundle(): Promise<string> {
  built ??= buildAll();
  return built;
}

/** In a folder of its own, so that two benches at once do not run each other's program. */
async function buildAll(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const out = mkdtempSync(join(cache, 'qunli-bench-'));
  process.once('exit', () => rmSync(out, { recursive: true, force: true }));
  // Workers are looked for beside the bundle, at the places that startWorker knows.
  await buildInto(join(out, 'dist'), {
    contender: 'bench/run.ts',
    'export/worker': 'src/export/worker.ts',
    'fair-draw/worker': 'src/fair-draw/worker.ts',
  });
  await buildInto(join(out, 'bench'), { 'pace/worker': 'bench/pace/worker.ts' });
  return join(out, 'dist/contender.js');
}

async function buildInto(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: folder,
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
