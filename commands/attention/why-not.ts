/** `为什么没发`: the last pushes that something was in the way of, each with its reason. */
import {
  type Args,
  arg,
  type Commanding,
  displayName,
  formatLocalDateTime,
  type Instant,
  type Line,
  lines,
  type PushNews,
} from '#kit';
import type { Base } from './base.ts';

/** More are not read at once. */
const SHOWN = 8;
/** So many pages are turned; behind them is the export. */
const MOST_PAGES = 99;
/** What a date begins with, and nobody needs of what was lately. */
const YEAR = 'YYYY-'.length;

interface WhyNotArgs {
  page: number | undefined;
}

type Asking = Commanding<Base, WhyNotArgs>;

export const whyNotArgs: Args<WhyNotArgs> = {
  page: arg.optional(arg.whole({ from: 1, to: MOST_PAGES })),
};

export async function whyNot(context: Asking): Promise<void> {
  const { args, attention, say, text } = context;
  const { page = 1 } = args;
  const found = await attention.delayed({ limit: SHOWN + 1, after: (page - 1) * SHOWN });
  if (found.length === 0) return say(text(page === 1 ? 'nothingHeld' : 'noMoreHeld'));
  const rows: Line[] = [];
  for (const news of found.slice(0, SHOWN)) rows.push(await row(context, news));
  const more = found.length > SHOWN ? text('heldMore', { page: page + 1 }) : undefined;
  const isLost = found.some(isLeftOut);
  return say(lines(text('heldTitle'), ...rows, more, isLost ? text('heldHelp') : undefined));
}

function isLeftOut({ leftAt, name, state }: PushNews): boolean {
  return name !== undefined && leftAt === undefined && state !== 'waiting' && state !== 'merged';
}

async function row(context: Asking, news: PushNews): Promise<Line> {
  const { text } = context;
  const { title, name, reason, plannedAt } = news;
  const line = text('held', {
    when: clock(context, plannedAt),
    title: name ?? title,
    reason,
    outcome: outcome(context, news),
  });
  return inGroup(context, news, line);
}

/** Of another group it is said in which. */
async function inGroup({ group, text, tx }: Asking, news: PushNews, line: Line): Promise<Line> {
  if (news.group === group?.id) return line;
  const other = await tx.people.group(news.group);
  return other
    ? text('heldIn', { line, group: displayName(other.name ?? other.platformId) })
    : line;
}

function outcome(context: Asking, { isAlong, leftAt, state }: PushNews): Line {
  const { text } = context;
  if (state === 'waiting') return text('stillWaits');
  if (state === 'merged') return text('wentWithOthers');
  if (leftAt === undefined) return text('wasLeftOut');
  if (isAlong) return text('wentAlong', { when: clock(context, leftAt) });
  return text('wentAt', { when: clock(context, leftAt) });
}

function clock({ community }: Asking, at: Instant): string {
  return formatLocalDateTime(at, community.calendar.zone).slice(YEAR);
}
