/** Runs the trial of full disks on a small disk of its own, where the system allows it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { AfterFull, Full } from '../full-disk-points.ts';

const SIZE = '8m';
const child = join(import.meta.dirname, 'child.mjs');
const found = z.object({
  problems: z.array(z.string()),
  refused: z.number(),
  toldMs: z.number(),
});

/** Runs a shell line with `$1` a folder that is a disk in memory, seen by this line alone. */
function onDisk(line: string, args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-disk-'));
  const script = `mount -t tmpfs -o size=${SIZE} none "$1" && ${line}`;
  const all = ['-Urm', 'sh', '-c', script, 'sh', folder, ...args];
  const run = spawnSync('unshare', all, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return run;
}

/** Whether such a disk can be had here; it needs Linux that lets people have name spaces. */
export function canHaveDisk(): boolean {
  return process.platform === 'linux' && onDisk('true', []).status === 0;
}

export function fillRealDisk({ seed, points }: Omit<Full, 'disk'>): AfterFull {
  const line = 'folder=$1; shift; exec "$1" "$2" "$folder" "$3" "$4"';
  const run = onDisk(line, [process.execPath, child, seed, `${points}`]);
  if (run.status !== 0) throw new Error(run.stderr);
  return found.parse(JSON.parse(run.stdout));
}
