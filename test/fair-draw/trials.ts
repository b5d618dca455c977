/** Draws and forgeries in numbers, shown to all verifiers, and how even a draw is. */
import { canonicalJson, type DrawReceipt, QUICKNET, seededRandom } from '#kit';
import { rank, sha256, sha256OfHex } from '../../src/fair-draw/hash.ts';
import { verifyReceipt } from '../../src/fair-draw/verify.ts';
import { probabilityOf } from './chi-square.ts';
import { forge } from './forgery.ts';
import { madeUpReceipt } from './made-up-draw.ts';
import { askPage, askPython, passedInShort } from './outside-verifiers.ts';
import { ROUNDS } from './quicknet-rounds.ts';

export interface TrialSize {
  readonly draws: number;
  /** Most entrants of one draw. */
  readonly most: number;
  readonly seed: string;
}

/** So many receipts are shown to the verifiers at once; bounds memory. */
const AT_ONCE = 50;

function* receipts({ draws, most, seed }: TrialSize): Generator<DrawReceipt> {
  const chance = seededRandom(seed, 'draws');
  for (let index = 0; index < draws; index += 1) {
    const [round, signature] = ROUNDS[index % ROUNDS.length] ?? [0, ''];
    const randomness = sha256OfHex(signature);
    // Small draws are as many as large ones, and the largest is among them.
    const limit = Math.min(most, 10 ** chance.int(0, 5));
    yield madeUpReceipt({
      chance,
      entrants: index === 0 ? most : chance.int(1, limit),
      prizes: chance.int(1, chance.pick([1, 5, 100])),
      isWeighted: index % 2 === 0,
      ...(index % 3 === 0 && { beacon: { chain: QUICKNET, round, signature, randomness } }),
    });
  }
}

/** What the bot's own verifier, the one in Python and the page say of each text. */
async function ask(texts: readonly string[]): Promise<readonly (readonly string[])[]> {
  const python = askPython(texts);
  const page = askPage(texts);
  const own: string[] = [];
  for (const text of texts) {
    const verdict = await verifyReceipt(text);
    own.push(
      verdict.kind === 'valid'
        ? `valid${passedInShort(verdict.passed)}`
        : `refused: ${verdict.why}`,
    );
  }
  return texts.map((_, index) => [own[index] ?? '', python[index] ?? '', page[index] ?? '']);
}

/**
 * Draws that took place as they say, and that one of the three did not take for sound, or of whom
 * they do not say the same: who was passed over, and why.
 */
export async function honestVerdicts(size: TrialSize) {
  const verdicts: (readonly string[])[] = [];
  let batch: string[] = [];
  for (const receipt of receipts(size)) {
    batch.push(canonicalJson(receipt));
    if (batch.length < AT_ONCE) continue;
    verdicts.push(...(await ask(batch)));
    batch = [];
  }
  if (batch.length > 0) verdicts.push(...(await ask(batch)));
  const wrong = verdicts.filter(
    ([own = '', python, page]) => !own.startsWith('valid') || python !== own || page !== own,
  );
  return { draws: verdicts.length, wrong };
}

/** The forgeries that anybody took for sound. */
export async function forgedVerdicts(size: TrialSize) {
  const chance = seededRandom(size.seed, 'forgeries');
  const taken: string[] = [];
  let batch: string[] = [];
  const show = async () => {
    const verdicts = await ask(batch);
    batch.forEach((text, index) => {
      if (verdicts[index]?.some((one) => one.startsWith('valid')))
        taken.push(`${verdicts[index]}: ${text.slice(0, 400)}`);
    });
    batch = [];
  };
  for (const receipt of receipts(size)) {
    batch.push(forge(receipt, chance));
    if (batch.length >= AT_ONCE) await show();
  }
  if (batch.length > 0) await show();
  return { taken };
}

/** The chance that a fair draw of one prize is as uneven as so many of ours. */
export function unevenness({
  entrants: count,
  draws,
  seed,
}: {
  readonly entrants: number;
  readonly draws: number;
  readonly seed: string;
}): number {
  const entrants = Array.from({ length: count }, (_, index): [string, number] => [
    index.toString(16).padStart(20, '0'),
    1,
  ]);
  const wins = new Map(entrants.map(([code]) => [code, 0]));
  for (let draw = 0; draw < draws; draw += 1) {
    const order = { entrants, seed: sha256(`${seed} ${draw}`), randomness: undefined, count: 1 };
    const [first] = rank(order);
    if (first) wins.set(first.entrant, (wins.get(first.entrant) ?? 0) + 1);
  }
  return probabilityOf([...wins.values()]);
}
