/** Takes words out of lotteries of one community that name who was forgotten; receipts hold. */
import { type CommunityId, type Given, read, type Tx, write } from '#kit';
import { type Terms, termsShape } from '../terms.ts';
import { db } from './tables.ts';

const GONE = '…';

interface Naming {
  readonly community: CommunityId;
  /** Names or accounts of the person; the longest first. */
  readonly marks: readonly string[];
}

type Mark = { readonly community: CommunityId; readonly mark: string };

const naming = read((p: Given<Mark>) =>
  db
    .selectFrom('lottery_lotteries')
    .select(['id', 'terms'])
    .where('community_id', '=', p.community)
    .where((where) => where(where.fn('instr', ['terms', p.mark]), '>', 0)),
);

const change = write((p: Given<{ id: number; terms: string }>) =>
  db
    .updateTable('lottery_lotteries')
    .set({ terms: p.terms, sealed_terms: null })
    .where('id', '=', p.id),
);

const silence = write((p: Given<Mark>) =>
  db
    .updateTable('lottery_records')
    .set({ words: null })
    .where('lottery_id', 'in', (own) =>
      own.selectFrom('lottery_lotteries').select('id').where('community_id', '=', p.community),
    )
    .where((where) => where(where.fn('instr', ['words', p.mark]), '>', 0)),
);

/** In another community the same words may mean somebody else, or a thing. */
export async function takeOutWords(tx: Tx, { community, marks }: Naming): Promise<void> {
  for (const mark of marks) {
    // As the mark stands inside JSON.
    const written = JSON.stringify(mark).slice(1, -1);
    for (const { id, terms } of await tx.all(naming, { community, mark: written })) {
      const before = termsShape.parse(JSON.parse(terms));
      const after = JSON.stringify(without(before, mark));
      if (after !== terms) await tx.run(change, { id, terms: after });
    }
    await tx.run(silence, { community, mark });
  }
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
