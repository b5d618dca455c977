/**
 * Two verifiers that share no code with the bot: one in Python, and the page docs/verify-draw.html.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');
const verdict = z.object({ valid: z.boolean(), why: z.string().optional() });

/** What the page says: `valid`, or `refused: ` and why. */
export function askPage(receipts: readonly string[]): readonly string[] {
  const page = readFileSync(join(root, 'docs/verify-draw.html'), 'utf8');
  const [, script = ''] = /<script id="verifier">(.*?)<\/script>/s.exec(page) ?? [];
  const world = createContext({ TextEncoder });
  runInContext(script, world);
  return receipts.map((text) => {
    const found = runInContext(`verifyDraw(${JSON.stringify(text)})`, world);
    const { valid, why = '' } = verdict.parse(found);
    return valid ? 'valid' : `refused: ${why}`;
  });
}

/** What the verifier in Python says. */
export function askPython(receipts: readonly string[]): readonly string[] {
  const script = join(root, 'test/oracle/verify_draw.py');
  const input = `${receipts.join('\n')}\n`;
  const said = execFileSync('python3', [script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return said.trimEnd().split('\n');
}
