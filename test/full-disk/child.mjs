// Fills a real disk again and again, and tells what became of it, as JSON.

import '../../src/read-typescript.mjs';

const { fillDisk } = await import('../full-disk-points.ts');
const { realDisk } = await import('./disks.ts');

const [folder = '', seed = '', points = '1'] = process.argv.slice(2);
const after = await fillDisk({ seed, points: Number(points), disk: realDisk(folder) });
process.stdout.write(JSON.stringify(after));
