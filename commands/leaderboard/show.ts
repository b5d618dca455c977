/** Shows a leaderboard (排行榜): the first ten, and where the member who asks stands. */
import {
  type BoardInfo,
  belowTop,
  type Commanding,
  type Context,
  type House,
  type Line,
  lines,
  type Period,
  type Placed,
  type Standing,
} from '#kit';
import type { Base } from './base.ts';
import type { Wanted } from './wanted.ts';

type Asking = Commanding<Base, { view: Wanted }>;

/** The board that most groups look at: where it is on, it need not be named. */
const USUAL = 'points';
export const CHECK_INS = 'checkin';

/** The board that is meant where none is named; undefined where none is on. */
export function usualBoard(house: House): string | undefined {
  const boards = house.boards();
  return (boards.find(({ key }) => key === USUAL) ?? boards[0])?.key;
}

/** `排行榜`: points of this week unless something else is typed, or points are switched off. */
export function showBoard(context: Asking): Promise<void> {
  const { board = usualBoard(context.house) ?? USUAL, period = 'week' } = context.args.view;
  return show(context, { board, period });
}

/** A command of its own for one board. */
export function showOf(board: string, usual: Period = 'week'): (context: Asking) => Promise<void> {
  return (context) => show(context, { board, period: context.args.view.period ?? usual });
}

/** Where nobody checks in, there is no such board, and help does not name it. */
export function whenCheckInIsOff({ house, text }: Context<Base>): Line | undefined {
  const boards = house.boards();
  return boards.some(({ key }) => key === CHECK_INS) ? undefined : noBoard({ text }, boards);
}

async function show(context: Asking, { board, period }: Required<Wanted>): Promise<void> {
  const { member, settings, text, say, house } = context;
  const boards = house.boards();
  const known = boards.find(({ key }) => key === board);
  if (!known) return say(noBoard(context, boards));
  const today = period === 'day' ? await house.boardOfToday(board, member) : undefined;
  if (today !== undefined) return say(today);
  const request = { board, period, limit: settings.shown, around: member.id };
  const standing = await house.standing(request);
  const title = text('title', { board: known.title, period: text(period) });
  if (standing.count === 0) return say(lines(title, text('empty'), await hint(context)));
  return say(
    lines(
      title,
      ...standing.top.map((placed) => row(context, placed)),
      ...nearLines(context, standing),
      text('count', { n: standing.count }),
      standing.near.length === 0 ? await hint(context) : undefined,
    ),
  );
}

function noBoard({ text }: Pick<Context<Base>, 'text'>, boards: readonly BoardInfo[]): Line {
  return text('noBoard', { boards: boards.map(({ title }) => title).join(text('comma')) });
}

/** The neighbours of a member who is not among the first; those already shown are left out. */
function nearLines(context: Asking, standing: Standing): readonly Line[] {
  const rows = belowTop(standing, context.member.id).map((placed) => row(context, placed));
  return standing.isApart ? [context.text('gap'), ...rows] : rows;
}

function row({ member, text }: Asking, { member: whose, name, total, place }: Placed): Line {
  const slots = { place, total, name };
  return whose === member.id ? text('ownRow', slots) : text('row', slots);
}

/** Why the member who asks has no place. */
async function hint({ member, tx, text }: Asking): Promise<Line> {
  const facts = await tx.people.facts(member.id);
  return facts?.isHidden ? text('youHide') : text('notYet');
}
