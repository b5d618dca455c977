/** Takes the name of who was forgotten out of polls of one community: out of titles and options. */
import * as z from 'zod';
import { type CommunityId, type Given, read, type Tx, write } from '#kit';
import { db, type PollKey } from './tables.ts';

const GONE = '…';

interface Naming {
  readonly community: CommunityId;
  /** The longest first. */
  readonly names: readonly string[];
}

/** `name` as it stands in a title, `quoted` as it stands inside JSON. */
const naming = read((p: Given<{ community: CommunityId; name: string; quoted: string }>) =>
  db
    .selectFrom('polls_polls')
    .select(['number', 'title', 'options'])
    .where('community_id', '=', p.community)
    .where((where) =>
      where.or([
        where(where.fn<number>('instr', ['title', p.name]), '>', 0),
        where(where.fn<number>('instr', ['options', p.quoted]), '>', 0),
      ]),
    ),
);

const change = write((p: Given<PollKey & { title: string; options: string }>) =>
  db
    .updateTable('polls_polls')
    .set({ title: p.title, options: p.options })
    .where('community_id', '=', p.community)
    .where('number', '=', p.number),
);

const texts = z.array(z.string());

/** In another community the same words may mean somebody else, or a thing. */
export async function takeOutNames(tx: Tx, { community, names }: Naming): Promise<void> {
  for (const name of names) {
    const quoted = JSON.stringify(name).slice(1, -1);
    for (const { number, ...poll } of await tx.all(naming, { community, name, quoted })) {
      const options = texts.parse(JSON.parse(poll.options));
      await tx.run(change, {
        community,
        number,
        title: poll.title.replaceAll(name, GONE),
        options: JSON.stringify(options.map((option) => option.replaceAll(name, GONE))),
      });
    }
  }
}
