/** The audit trail (操作记录): who did what, newest first, a sentence each, a page at a time. */
import { type Commanding, type Line, lines, showMoment } from '#kit';
import { actWords, nameOf } from './act-words.ts';
import { codesOf, type WantedActs } from './acts-wanted.ts';
import { type Base, base } from './base.ts';
import { type Act, actsIn } from './store.ts';

const ACTS_PER_PAGE = 10;

type Asking = Commanding<Base, { readonly wanted: WantedActs }>;

export async function acts(context: Asking): Promise<void> {
  const { args, community, say, text, tx } = context;
  const { wanted } = args;
  const { page = 1, member } = wanted;
  const found = await actsIn(tx, {
    community: community.id,
    member: member?.id,
    codes: codesOf(wanted),
    skipped: (page - 1) * ACTS_PER_PAGE,
    limit: ACTS_PER_PAGE + 1,
  });
  if (found.length === 0) return say(nothing(context));
  const rows: Line[] = [];
  for (const act of found.slice(0, ACTS_PER_PAGE)) rows.push(await row(context, act));
  const title = page === 1 ? text('actsTitle') : text('actsTitlePage', { page });
  return say(lines(title, ...rows, found.length > ACTS_PER_PAGE ? more(context) : undefined));
}

function nothing({ args, text }: Asking): Line {
  const { page = 1, member, kind } = args.wanted;
  if (page > 1) return text('noActsPage', { page });
  return member || kind ? text('noSuchActs') : text('noActs');
}

/** What to type for the next page, with what was asked for. */
function more({ args, language, text }: Asking): Line {
  const { page = 1, member, typed } = args.wanted;
  const [word] = base.phrases[language].commands.acts.words;
  const again = [word, page + 1, member && `@${member.name}`, typed];
  return text('moreActs', { again: again.filter((part) => part !== undefined).join(' ') });
}

async function row(context: Asking, act: Act): Promise<Line> {
  const { community, language, now, text } = context;
  const at = showMoment(act.at, { zone: community.calendar.zone, language, now });
  const who = act.operator === undefined ? text('system') : await nameOf(context, act.operator);
  return text('act', { at, who, what: await actWords(context, act) });
}
