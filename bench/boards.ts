/** Every leaderboard of one group after five million messages, and the facts of a profile. */
import { type Board, type CommunityId, daysOf, type MemberId, PERIODS, parseDay } from '#kit';
import { features } from '../commands/index.ts';
import { realClock } from '../src/host.ts';
import { openForReading } from '../src/store/open.ts';
import { standing } from '../src/store/standing.ts';
import { StoredReader } from '../src/store/tx.ts';
import { median } from './contender.ts';
import { openHouse } from './house.ts';
import type { Section } from './report.ts';
import { DAYS, fillRollUps, GROUPS, LAST_DAY, MEMBERS } from './roll-ups.ts';
import { messageOf } from './talk.ts';

const TRIES = 5;
const TOP = 10;

export async function boards(): Promise<Section> {
  const { file, community, member } = await firstMember();
  const messages = fillRollUps(file);
  const connection = openForReading(file);
  const today = parseDay(LAST_DAY);
  const view = (board: Board, period: (typeof PERIODS)[number]) => {
    const span = today && daysOf(period, today);
    const ask = { board, community, span, limit: TOP, around: member };
    return timed(async () => standing(connection, ask));
  };
  const rows: (readonly string[])[] = [];
  for (const [name, board] of features.flatMap((one) => Object.entries(one.boards ?? {}))) {
    const times: string[] = [];
    for (const period of PERIODS) times.push(await view(board, period));
    rows.push([`leaderboard of ${name}`, ...times]);
  }
  const { people } = new StoredReader(connection);
  rows.push(['facts of one member', await timed(() => people.facts(member)), '', '', '']);
  connection.close();
  return {
    title: `Leaderboards of one group after ${messages.toLocaleString('en')} messages`,
    about:
      `Made-up figures of ${GROUPS} groups, ${MEMBERS.toLocaleString('en')} members and ${DAYS} ` +
      `days; the top ${TOP} and the neighbours of one member; median of ${TRIES} in milliseconds.`,
    columns: ['view', ...PERIODS.map((period) => `${period} ms`)],
    rows,
  };
}

/** A database in which one member has said one thing, so that they have a community and a group. */
async function firstMember(): Promise<{ file: string; community: CommunityId; member: MemberId }> {
  const house = await openHouse({ clock: realClock, onSend: () => undefined });
  const at = realClock.now();
  const message = messageOf({ n: 1, at, text: '早', group: 1, member: 1 });
  await house.app.receive(house.bot, message);
  const found = await house.app.store.write(at, async (_, { directory }) => {
    if (message.group === undefined) throw new Error('the message is not of a group');
    const { community } = directory.group(house.bot.platform, message.group, at);
    const { id } = directory.member(house.bot.platform, message.from, community);
    return { file: house.file, community, member: id };
  });
  await house.close();
  return found;
}

async function timed(ask: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let count = 0; count < TRIES; count += 1) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  return median(times).toFixed(2);
}
