/** A member's own entries (积分明细), newest first, a page at a time. */
import {
  type Args,
  arg,
  type Commanding,
  type Day,
  type LedgerEntry,
  type Line,
  lines,
  localDay,
} from '#kit';
import type { Base } from './base.ts';
import { partnerOf } from './give.ts';
import { because, signed } from './show.ts';

const ENTRIES_PER_PAGE = 8;
/** Who wants to see more than these 400 entries asks for their own data. */
const MOST_PAGES = 50;

interface EntriesArgs {
  page: number | undefined;
}

export const entriesArgs: Args<EntriesArgs> = {
  page: arg.optional(arg.whole({ from: 1, to: 999_999_999 })),
};

export async function showEntries(context: Commanding<Base, EntriesArgs>): Promise<void> {
  const { member, args, text, tx, say } = context;
  const page = args.page ?? 1;
  if (page > MOST_PAGES) return say(text('noSuchPage', { page }));
  const skipped = (page - 1) * ENTRIES_PER_PAGE;
  const limit = skipped + ENTRIES_PER_PAGE;
  const entries = await tx.ledger.entriesOf(member.id, { limit: limit + 1 });
  const shown = entries.slice(skipped, limit);
  if (shown.length === 0) return say(page === 1 ? text('noEntries') : text('noSuchPage', { page }));
  const body: Line[] = [];
  for (const entry of shown) body.push(await entryLine(context, entry));
  const hasMore = entries.length > limit && page < MOST_PAGES;
  return say(lines(...body, hasMore ? text('moreEntries', { page: page + 1 }) : undefined));
}

async function entryLine(
  { text, tx, house, community, today }: Commanding<Base, EntriesArgs>,
  entry: LedgerEntry,
): Promise<Line> {
  const partner = await partnerOf(tx, entry);
  return text('entry', {
    points: signed(entry.points),
    what: house.label(entry.reason),
    partner: partner === undefined ? '' : text('partner', { name: partner.name }),
    why: because(text, entry.note),
    date: dateOf(localDay(entry.at, community.calendar), today),
  });
}

/** `03-01`, with the year in front when it is another one. */
function dateOf(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day;
}
