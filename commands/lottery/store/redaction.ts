/** Takes words out of lotteries that name somebody who was forgotten; receipts hold. */
import { type Given, read, type Tx, write } from '#kit';
import { type Terms, termsShape } from '../terms.ts';
import { db } from './tables.ts';

/** Names of one letter stand in half of all words. */
const SHORTEST_MARK = 2;
const GONE = '…';

const naming = read((p: Given<{ mark: string }>) =>
  db
    .selectFrom('lottery_lotteries')
    .select(['id', 'terms'])
    .where((where) => where(where.fn('instr', ['terms', p.mark]), '>', 0)),
);

const change = write((p: Given<{ id: number; terms: string }>) =>
  db
    .updateTable('lottery_lotteries')
    .set({ terms: p.terms, sealed_terms: null })
    .where('id', '=', p.id),
);

const silence = write((p: Given<{ mark: string }>) =>
  db
    .updateTable('lottery_records')
    .set({ words: null })
    .where((where) => where(where.fn('instr', ['words', p.mark]), '>', 0)),
);

export async function takeOutWords(tx: Tx, mark: string): Promise<void> {
  if ([...mark].length < SHORTEST_MARK) return;
  // As the mark stands inside JSON.
  const written = JSON.stringify(mark).slice(1, -1);
  for (const { id, terms } of await tx.all(naming, { mark: written })) {
    const before = termsShape.parse(JSON.parse(terms));
    const after = JSON.stringify(without(before, mark));
    if (after !== terms) await tx.run(change, { id, terms: after });
  }
  await tx.run(silence, { mark });
}

function without(terms: Terms, mark: string): Terms {
  const clean = (words: string) => words.replaceAll(mark, GONE);
  const maybe = (words: string | undefined) => (words === undefined ? undefined : clean(words));
  return {
    ...terms,
    title: clean(terms.title),
    prizes: terms.prizes.map((prize) => ({ ...prize, name: clean(prize.name) })),
    word: maybe(terms.word),
    claiming: maybe(terms.claiming),
    organiser: maybe(terms.organiser),
    contact: maybe(terms.contact),
  };
}
