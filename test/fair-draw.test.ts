/** Strangers can recompute a draw, nobody can forge its receipt, and all are as likely to win. */
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  canonicalJson,
  type DrawRecord,
  QUICKNET,
  roundFrom,
  seededRandom,
  timeOfRound,
} from '#kit';
import { verifyDrawCommand } from '../src/cli/verify-draw-command.ts';
import { rank, sha256, sha256OfHex } from '../src/fair-draw/hash.ts';
import { isSigned } from '../src/fair-draw/signature.ts';
import { verifyReceipt } from '../src/fair-draw/verify.ts';
import { madeUpReceipt, madeUpRecord } from './fair-draw/made-up-draw.ts';
import { askPage, askPython, pageShows, pageVerdicts } from './fair-draw/outside-verifiers.ts';
import { ROUNDS } from './fair-draw/quicknet-rounds.ts';
import { forgedVerdicts, honestVerdicts, unevenness } from './fair-draw/trials.ts';

const PATIENCE_MS = 60_000;

test('40 of 40 draws are recomputed by two verifiers that share no code with the bot', {
  timeout: PATIENCE_MS,
}, async () => {
  const found = await honestVerdicts({ draws: 40, most: 1_000, seed: 'honest' });
  expect(found).toEqual({ draws: 40, wrong: [] });
});

test('80 of 80 forged receipts are refused by all three', { timeout: PATIENCE_MS }, async () => {
  const { taken } = await forgedVerdicts({ draws: 80, most: 300, seed: 'forged' });
  expect(taken).toEqual([]);
});

test('whoever makes a whole new receipt is found out by what the group was told', async () => {
  const wish = { entrants: 50, prizes: 2, isWeighted: false };
  const told = madeUpReceipt({ ...wish, chance: seededRandom('told', '') });
  const other = madeUpReceipt({ ...wish, chance: seededRandom('other', '') });
  const text = canonicalJson(other);
  expect(await verifyReceipt(text)).toMatchObject({ kind: 'valid' });
  const { commitment } = told.list;
  const { listHash } = told;
  expect(await verifyReceipt(text, { announced: { commitment } })).toEqual({
    kind: 'refused',
    why: 'another seed was promised in the group',
  });
  expect(await verifyReceipt(text, { announced: { listHash } })).toEqual({
    kind: 'refused',
    why: 'another list was announced in the group',
  });
});

test('words can be taken out of a receipt without breaking it', async () => {
  const chance = seededRandom('words', '');
  const receipt = madeUpReceipt({ chance, entrants: 300, prizes: 40, isWeighted: true });
  const records = receipt.records.map((record) => ({ ...record, words: null }));
  expect(records.length).toBeGreaterThan(0);
  const text = canonicalJson({ ...receipt, terms: null, records });
  expect(await verifyReceipt(text)).toMatchObject({ kind: 'valid' });
});

test.each(ROUNDS)(
  'the signature of round %i of quicknet holds, for this round and no other',
  async (...[round, signature]) => {
    const beacon = { signature, randomness: sha256OfHex(signature) };
    expect(await isSigned(QUICKNET, round, beacon)).toBe(true);
    expect(await isSigned(QUICKNET, round + 1, beacon)).toBe(false);
    expect(await isSigned(QUICKNET, round, { ...beacon, randomness: sha256('') })).toBe(false);
  },
);

test.each(['00'.repeat(48), 'ff'.repeat(48), `c0${'00'.repeat(47)}`, `80${'00'.repeat(47)}`])(
  'bytes that are no signature are refused quietly: %s',
  async (signature) => {
    const beacon = { signature, randomness: sha256OfHex(signature) };
    expect(await isSigned(QUICKNET, 1_000, beacon)).toBe(false);
  },
);

test('a round is found by its time, and comes out then and not before', () => {
  expect(timeOfRound(QUICKNET, 1)).toBe(1_692_803_367_000);
  const due = timeOfRound(QUICKNET, 1_000);
  expect(roundFrom(QUICKNET, due)).toBe(1_000);
  expect(roundFrom(QUICKNET, timeOfRound(QUICKNET, 1_001))).toBe(1_001);
});

test.each([2, 3, 7, 10])('of %i entrants each wins as often as the others', (entrants) => {
  for (let seed = 0; seed < 20; seed += 1) {
    const p = unevenness({ entrants, draws: 1_000, seed: `${seed}` });
    // One honest run in a thousand falls below; this seed is known not to.
    expect(p, `seed ${seed}`).toBeGreaterThan(0.001);
  }
});

test('three tickets win three times as often as one', () => {
  let heavy = 0;
  const draws = 4_000;
  for (let draw = 0; draw < draws; draw += 1) {
    const [first] = rank({
      entrants: [
        ['a'.repeat(20), 1],
        ['b'.repeat(20), 3],
      ],
      seed: sha256(`weighted ${draw}`),
      randomness: undefined,
      count: 1,
    });
    if (first?.entrant.startsWith('b')) heavy += 1;
  }
  expect(Math.abs(heavy / draws - 0.75)).toBeLessThan(0.03);
});

test('the receipts in the document hold, and each is broken by any change of a digit', async () => {
  const document = readFileSync(join(import.meta.dirname, '../docs/FAIR-DRAW.md'), 'utf8');
  const vectors = [...document.matchAll(/```json\n(.+)\n```/g)].map(([, text = '']) => text);
  expect(vectors).toHaveLength(2);
  expect(askPython(vectors)).toEqual(['valid', 'valid']);
  expect(askPage(vectors)).toEqual(['valid', 'valid']);
  for (const text of vectors) {
    expect(await verifyReceipt(text)).toMatchObject({ kind: 'valid' });
    // The time of a record is what the bot says of it: nothing else in the receipt depends on it.
    const times = new Set(
      [...text.matchAll(/"at":\d+/g)].flatMap(({ index, 0: { length } }) =>
        Array.from({ length }, (_, place) => index + place),
      ),
    );
    const places = [...text.matchAll(/[0-9a-f]/g)]
      .map(({ index }) => index)
      .filter((index) => !times.has(index));
    const forged = places
      .filter((_, index) => index % 5 === 0)
      .map(
        (place) =>
          `${text.slice(0, place)}${text[place] === '1' ? '2' : '1'}${text.slice(place + 1)}`,
      );
    for (const one of forged) expect(await verifyReceipt(one)).toMatchObject({ kind: 'refused' });
    expect(askPage(forged).filter((verdict) => verdict.startsWith('valid'))).toEqual([]);
  }
});

/** A draw in which who stands first was passed, for the reason given, and the second has won. */
function firstPassed(change: (record: DrawRecord) => DrawRecord): string {
  const chance = seededRandom('passed', '');
  const [round, signature] = ROUNDS[0] ?? [0, ''];
  const randomness = sha256OfHex(signature);
  const beacon = { chain: QUICKNET, round, signature, randomness };
  const receipt = madeUpReceipt({ chance, entrants: 5, prizes: 1, isWeighted: false, beacon });
  const { entrants } = receipt.list;
  const order = { entrants, seed: receipt.seed, randomness, count: 5 };
  const ranking = rank(order);
  const at = timeOfRound(QUICKNET, round) - 60_000;
  const entrant = ranking[0]?.entrant ?? '';
  const record = madeUpRecord(chance, { entrant, why: 'disqualified', number: 1, at });
  const [quantity = 0] = receipt.list.prizes;
  const winners = ranking.slice(1, 1 + quantity).map((one) => ({ ...one, prize: 0 }));
  return canonicalJson({ ...receipt, records: [change(record)], winners });
}

const threeSay = async (text: string) => {
  const own = await verifyReceipt(text);
  return [own.kind === 'valid' ? 'valid' : own.why, ...askPython([text]), ...askPage([text])];
};

test('who was passed over by a manager is shown by every verifier, with place and reason', async () => {
  const text = firstPassed((record) => record);
  const [own, python, page] = await threeSay(text);
  expect(own).toBe('valid');
  expect([python, page]).toEqual(Array.from({ length: 2 }, () => 'valid 1:disqualified:manager'));
  const verdict = await verifyReceipt(text);
  expect(verdict).toMatchObject({ passed: [{ place: 1, record: { by: 'manager' } }] });
  const file = join(mkdtempSync(join(tmpdir(), 'qunli-passed-')), 'receipt.json');
  writeFileSync(file, text);
  const said = await verifyDrawCommand(file, {});
  expect(said).toContain('passed     1, by managers 1');
  expect(said).toMatch(
    /place 1 of the ranking was passed over: [0-9a-f]{20}, disqualified by a man/,
  );
  expect(said).toContain('重复参加');
  const { text: shown, colour } = pageShows(text);
  expect(colour).toBe('amber');
  expect(shown).toContain('被跳过 passed over 1，其中运营 by managers 1');
  expect(shown).toMatch(
    /第 1 名 place 1 · [0-9a-f]{20} · 运营取消资格 · disqualified by a manager「重复参加/,
  );
  expect(shown).toContain(`https://api.drand.sh/${QUICKNET.hash}/public/1000`);
  expect(pageShows(text.replace('"prize":0', '"prize":1')).colour).toBe('red');
  rmSync(dirname(file), { recursive: true });
});

test.each<[string, (record: DrawRecord) => DrawRecord]>([
  ['without any reason', (record) => ({ ...record, reason: null, words: null })],
  ['as if the member had wanted it', (record) => ({ ...record, by: 'member' })],
  ['for a reason that is not in the list', (record) => Object.assign({ ...record }, { why: 'x' })],
  ['after the public number was out', (record) => ({ ...record, at: record.at + 60_000 })],
  [
    'with words that are not those that were sealed',
    ({ words, ...record }) => ({ ...record, words: words && { ...words, text: '别的' } }),
  ],
  [
    'with words of no shape',
    (record) => Object.assign({ ...record }, { words: { nonce: '', text: 1 } }),
  ],
])('nobody is passed over %s', async (_, change) => {
  const verdicts = await threeSay(firstPassed(change));
  expect(verdicts.filter((verdict) => verdict.startsWith('valid'))).toEqual([]);
});

test('a manager does not put somebody out where the winner could have been known', async () => {
  const chance = seededRandom('sealed', '');
  const receipt = madeUpReceipt({ chance, entrants: 9, prizes: 1, isWeighted: false });
  const entrant = receipt.list.entrants.find(([code]) =>
    receipt.winners.every((winner) => winner.entrant !== code),
  )?.[0];
  const about = { entrant: entrant ?? '', why: 'disqualified', number: 1, at: 1 } as const;
  const records = [madeUpRecord(chance, about)];
  const verdicts = await threeSay(canonicalJson({ ...receipt, records }));
  expect(verdicts.filter((verdict) => verdict.startsWith('valid'))).toEqual([]);
});

test('who pastes half a receipt, or something else, reads what to do instead of a parser’s words', () => {
  for (const text of ['{"beacon":', '签到', '']) {
    expect(pageShows(text)).toEqual({
      text: '✗ 不成立 · Refused: 这不是开奖凭证，请粘贴整个文件 · it is no receipt: paste the whole file',
      colour: 'red',
    });
  }
});

test('the page is amber until the number, the list and the time were compared, and green then', () => {
  const [round, signature] = ROUNDS[0] ?? [0, ''];
  const randomness = sha256OfHex(signature);
  const beacon = { chain: QUICKNET, round, signature, randomness };
  const wish = { entrants: 1, prizes: 1, isWeighted: false, beacon };
  const receipt = ['1', '2', '3', '4', '5', '6']
    .map((seed) => madeUpReceipt({ ...wish, chance: seededRandom(seed, '') }))
    .find(({ records }) => records.length === 0);
  assert(receipt);
  const text = canonicalJson(receipt);
  const out = timeOfRound(QUICKNET, round);
  const [plain] = pageVerdicts([text]);
  expect(plain).toMatchObject({ colour: 'amber' });
  expect(plain?.rests.join('\n')).toContain(
    `https://api.drand.sh/${QUICKNET.hash}/public/${round}`,
  );
  expect(plain?.rests.join('\n')).toContain('2023-08-23T15:59:24.000Z');
  const noted = { list: receipt.listHash, seen: out - 1_000, randomness };
  expect(pageVerdicts([text], noted)).toMatchObject([{ colour: 'green', rests: [] }]);
  const missing = [
    { seen: noted.seen, randomness },
    { list: noted.list, randomness },
    { list: noted.list, seen: noted.seen },
  ];
  for (const each of missing) expect(pageVerdicts([text], each)[0]?.colour).toBe('amber');
  const wrong = [
    { ...noted, seen: out },
    { ...noted, randomness: '0'.repeat(64) },
  ];
  for (const each of wrong) expect(pageVerdicts([text], each)[0]?.colour).toBe('red');
});

test('an invented public number is nowhere green: of quicknet it is amber, of another network red', () => {
  const chance = seededRandom('invented', '');
  const signature = 'ab'.repeat(48);
  const beacon = { round: 1_000, signature, randomness: sha256OfHex(signature) };
  const wish = { entrants: 3, prizes: 1, isWeighted: false };
  const ours = madeUpReceipt({ chance, ...wish, beacon: { ...beacon, chain: QUICKNET } });
  expect(pageVerdicts([canonicalJson(ours)])[0]?.colour).toBe('amber');
  const chain = { ...QUICKNET, hash: 'ab'.repeat(32) };
  const theirs = canonicalJson(madeUpReceipt({ chance, ...wish, beacon: { ...beacon, chain } }));
  expect(pageVerdicts([theirs])[0]).toMatchObject({
    colour: 'red',
    why: 'the public number is of an unknown network',
  });
  expect(askPython([theirs])).toEqual(['refused: chain']);
});
