/**
 * Two verifiers that share no code with the bot: one in Python, and the page docs/verify-draw.html.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');
const passed = z.object({
  place: z.int(),
  record: z.object({ why: z.string(), by: z.string() }),
});
const verdict = z.object({
  valid: z.boolean(),
  colour: z.enum(['green', 'amber', 'red']),
  why: z.string().optional(),
  passed: z.array(passed).default([]),
  rests: z.array(z.string()).default([]),
});
export type PageVerdict = z.output<typeof verdict>;

/** What somebody types beside a receipt, and what drand answered. */
export interface Noted {
  readonly commitment?: string;
  readonly list?: string;
  readonly seen?: number;
  readonly randomness?: string;
}

/** All that the page finds out. */
export function pageVerdicts(
  receipts: readonly string[],
  noted: Noted = {},
): readonly PageVerdict[] {
  const page = readFileSync(join(root, 'docs/verify-draw.html'), 'utf8');
  const [, script = ''] = /<script id="verifier">(.*?)<\/script>/s.exec(page) ?? [];
  const world = createContext({ TextEncoder });
  runInContext(script, world);
  return receipts.map((text) => {
    const call = `verifyDraw(${JSON.stringify(text)}, ${JSON.stringify(noted)})`;
    return verdict.parse(runInContext(call, world));
  });
}

/** What somebody reads who pastes a receipt into the page and presses the button. */
export function pageShows(receipt: string): { readonly text: string; readonly colour: string } {
  const page = readFileSync(join(root, 'docs/verify-draw.html'), 'utf8');
  const scripts = [...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, text = '']) => text);
  const fields = new Map<string, { value: string; textContent: string; className: string }>();
  const presses = new Map<string, () => void>();
  const getElementById = (id: string) => {
    const value = id === 'receipt' ? receipt : '';
    const known = fields.get(id) ?? { value, textContent: '', className: '' };
    fields.set(id, known);
    const addEventListener = (_: string, press: () => void) => presses.set(id, press);
    return Object.assign(known, { addEventListener });
  };
  const world = createContext({ TextEncoder, document: { getElementById } });
  for (const script of scripts) runInContext(script, world);
  presses.get('go')?.();
  const { textContent: text = '', className: colour = '' } = fields.get('result') ?? {};
  return { text, colour };
}

/** What the page says: `valid` and who was passed over, or `refused: ` and why. */
export function askPage(receipts: readonly string[]): readonly string[] {
  return pageVerdicts(receipts).map((one) =>
    one.valid ? `valid${passedInShort(one.passed)}` : `refused: ${one.why}`,
  );
}

/** ` 3:left:member` for the third of the ranking. */
export function passedInShort(places: readonly z.output<typeof passed>[]): string {
  return places.map(({ place, record: { why, by } }) => ` ${place}:${why}:${by}`).join('');
}

/** What the verifier in Python says. */
export function askPython(receipts: readonly string[]): readonly string[] {
  const script = join(root, 'test/oracle/verify_draw.py');
  const input = `${receipts.join('\n')}\n`;
  const said = execFileSync('python3', [script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return said.trimEnd().split('\n');
}
