/** `qunli verify-draw`, as a stranger types it who has nothing but a receipt. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE, qunli } from './qunli.ts';

let folder: string;
let vectors: readonly string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-verify-'));
  const document = readFileSync(join(import.meta.dirname, '../../docs/FAIR-DRAW.md'), 'utf8');
  vectors = [...document.matchAll(/```json\n(.+)\n```/g)].map(([, text = '']) => text);
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(text: string): string {
  const file = join(folder, 'receipt.json');
  writeFileSync(file, text);
  return file;
}

test(
  'a receipt is recomputed, and one with a public number has its signature verified',
  PATIENCE,
  async () => {
    const { code, out } = await qunli(['verify-draw', put(`${vectors[1]}\n`)]);
    expect(code).toBe(0);
    expect(out).toContain('valid: lottery c1-3');
    expect(out).toContain(
      'drand quicknet round 1000 of 2023-08-23T15:59:24.000Z, signature verified',
    );
    expect(out).toContain(
      '1. 1b1b1b1b1b1b1b1b1b1b, ticket 3: prize 1 "键盘" (did not claim in time, record 1 of 2023-08-25T16:00:00.000Z)',
    );
    expect(out).toContain('passed     0, by managers 0');
    expect(out).toContain('whether the group saw the list hash before 2023-08-23T15:59:24.000Z');
  },
);

test('all receipts of an export are recomputed', PATIENCE, async () => {
  const rows = [...vectors.map((receipt) => ({ lottery: 1, receipt })), { receipt: null }];
  const { code, out } = await qunli(['verify-draw', put(JSON.stringify(rows))]);
  expect([code, out.match(/^valid: /gm)?.length]).toEqual([0, 2]);
});

test(
  'a forged receipt, and one of another list than the group saw, end with 1',
  PATIENCE,
  async () => {
    const forged = put(String(vectors[0]).replace('"ticket":1}]', '"ticket":2}]'));
    const refused = await qunli(['verify-draw', forged]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('winner 2 is wrong')]);
    const sound = put(String(vectors[0]));
    const other = await qunli(['verify-draw', sound, '--list', 'ab'.repeat(32)]);
    expect([other.code, other.err]).toEqual([
      1,
      expect.stringContaining('another list was announced in the group'),
    ]);
  },
);

test('a file that is not there is told as such', PATIENCE, async () => {
  const { code, err } = await qunli(['verify-draw', 'nope.json']);
  expect([code, err.trim()]).toEqual([1, expect.stringMatching(/there is no file nope\.json$/)]);
});
