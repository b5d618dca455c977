/** Receipts that somebody has tampered with: anything that could give a prize to another one. */
import { canonicalJson, type DrawReceipt, drawReceipt, type Random } from '#kit';
import { sha256 } from '../../src/fair-draw/hash.ts';
import { hexOf, madeUpRecord } from './made-up-draw.ts';

type Change = (receipt: Writable, chance: Random) => void;
type Writable = DrawReceipt;

const CHANGES: readonly Change[] = [
  (r, chance) => {
    r.seed = hexOf(chance, 64);
  },
  (r, chance) => {
    r.listHash = hexOf(chance, 64);
  },
  (r, chance) => {
    r.list.commitment = hexOf(chance, 64);
  },
  (r, chance) => {
    r.list.terms = hexOf(chance, 64);
  },
  (r, chance) => {
    r.list.entrants[chance.int(0, r.list.entrants.length - 1)] = [hexOf(chance, 20), 1];
    r.list.entrants.sort(([one], [other]) => (one < other ? -1 : 1));
  },
  (r, chance) => {
    const entry = chance.pick(r.list.entrants);
    entry[1] += 1;
  },
  (r, chance) => {
    r.list.entrants.push([hexOf(chance, 20), 1]);
  },
  (r) => {
    r.list.entrants.reverse();
    r.list.entrants.push(['f'.repeat(20), 1]);
  },
  (r) => {
    r.list.prizes = [...r.list.prizes, 1].slice(-100);
    r.list.prizes[0] = (r.list.prizes[0] ?? 0) + 1;
  },
  (r, chance) => {
    const winner = r.winners[0];
    if (winner) winner.entrant = hexOf(chance, 20);
    else r.winners.push({ entrant: hexOf(chance, 20), prize: 0, ticket: 1 });
  },
  (r) => {
    const winner = r.winners.at(-1);
    if (winner) winner.ticket = winner.ticket + 1;
    else r.winners.push({ entrant: 'f'.repeat(20), prize: 0, ticket: 1 });
  },
  (r) => {
    const winner = r.winners.at(-1);
    if (winner) winner.prize = winner.prize + 1;
    else r.winners.push({ entrant: 'f'.repeat(20), prize: 0, ticket: 1 });
  },
  (r) => {
    if (r.winners.pop() === undefined)
      r.winners.push({ entrant: '0'.repeat(20), prize: 0, ticket: 1 });
  },
  (r, chance) => {
    const entrant = chance.pick(r.list.entrants)[0];
    r.winners.push({ entrant, prize: 0, ticket: 1 });
  },
  (r, chance) => {
    const entrant = hexOf(chance, 20);
    const number = r.records.length + 1;
    r.records.push(madeUpRecord(chance, { entrant, why: 'takenBack', number, at: 1 }));
  },
  (r, chance) => {
    // The next in line is said to have been out of it.
    const entrant = r.winners[0]?.entrant ?? hexOf(chance, 20);
    const number = r.records.length + 1;
    r.records.push(madeUpRecord(chance, { entrant, why: 'left', number, at: 1 }));
  },
  (r, chance) => {
    // What a manager has done is put on the member.
    const record = r.records.find(({ by }) => by === 'manager');
    if (record) record.by = 'member';
    else r.seed = hexOf(chance, 64);
  },
  (r, chance) => {
    // A manager's reason is not told.
    const record = r.records.find(({ words }) => words !== null);
    if (record) Object.assign(record, { reason: null, words: null });
    else r.seed = hexOf(chance, 64);
  },
  (r, chance) => {
    // Somebody was disqualified when it was known that they would win.
    const record = r.records.find(({ why }) => why === 'disqualified');
    if (record) record.at += 60_000;
    else r.seed = hexOf(chance, 64);
  },
  (r, chance) => {
    if (r.terms) r.terms.title = hexOf(chance, 20);
    else r.terms = { nonce: hexOf(chance, 64), prizes: ['1'], title: '' };
  },
  (r) => {
    const record = r.records.find(({ words }) => words !== null);
    if (record?.words) record.words.text = `${record.words.text}!`;
    else r.seed = '0'.repeat(64);
  },
  (r, chance) => {
    if (r.beacon) r.beacon.randomness = hexOf(chance, 64);
    else r.beacon = { randomness: hexOf(chance, 64), signature: hexOf(chance, 96) };
  },
  (r, chance) => {
    r.list.beacon = { chain: hexOf(chance, 64), round: 1 };
  },
  (r, chance) => {
    // Everything fits, but the network is one that nobody knows.
    if (!r.list.beacon) {
      r.seed = hexOf(chance, 64);
      return;
    }
    r.list.beacon.chain = hexOf(chance, 64);
    r.listHash = sha256(canonicalJson(r.list));
  },
];

/** @returns the text of a receipt in which one thing is not as it was */
export function forge(receipt: DrawReceipt, chance: Random): string {
  const before = canonicalJson(receipt);
  const forged = drawReceipt.parse(JSON.parse(before));
  chance.pick(CHANGES)(forged, chance);
  const text = canonicalJson(forged);
  if (text === before) throw new Error('nothing was changed');
  return text;
}
