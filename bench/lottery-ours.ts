/**
 * A draw of 100,000 entrants while other groups go on asking: how long it takes from «close» to the
 * sealed list, and from there to the winners, and how long the others wait meanwhile.
 */
import Database from 'better-sqlite3';
import type { Message } from '#kit';
import { realClock } from '../src/host.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse } from './house.ts';
import { isCommand, type LoadOptions, loadMessage } from './load.ts';
import { Stopwatch } from './pace.ts';
import { messageOf } from './talk.ts';

/** A sealed draw waits so long after its list was told. */
const SEALED_DELAY_MS = 10_000;
const GROUP = 900;
/** Messages of the owner have numbers that no load has. */
const OWNER_MESSAGES = 50_000_000;

export async function latencyDrawing(options: LoadOptions, entrants: number): Promise<Figures> {
  const stopwatch = new Stopwatch();
  const told = new Map<string, number>();
  const house = await openHouse({
    clock: realClock,
    settings: { ...NO_MERGING, 'lottery.preset': 'none' },
    onSend: ({ action }) => {
      if (action.do !== 'say') return;
      const text = action.pieces.join('');
      if (text.includes('名单已封存')) told.set('sealed', performance.now());
      else if (text.includes('开奖了！')) told.set('drawn', performance.now());
      else if (action.replyTo !== undefined) stopwatch.answered(Number(action.replyTo));
    },
  });
  let said = OWNER_MESSAGES;
  const say = async (text: string) => {
    said += 1;
    await house.app.receive(house.bot, owned(said, text));
    await house.app.settle();
  };
  await say('早');
  await makeOwner(house.file);
  await say('发起抽奖 大抽奖；奖品：书 x100；开奖：手动');
  await say('发起');
  fill(house.file, entrants);
  let closedAt = 0;
  const draw = async () => {
    await say('开奖');
    closedAt = performance.now();
    await say('截止开奖');
  };
  let drawing: Promise<void> | undefined;
  await stopwatch.run({
    ...options,
    take: (n) => {
      if (n === Math.floor(options.count / 5)) drawing = draw();
      void house.app.receive(house.bot, loadMessage(n, { ...options, at: realClock.now() }));
      return isCommand(n, options);
    },
  });
  await drawing;
  await house.close();
  const sealed = told.get('sealed') ?? Number.NaN;
  const drawn = told.get('drawn') ?? Number.NaN;
  return {
    ...stopwatch.figures(),
    sealMs: sealed - closedAt,
    drawMs: drawn - sealed - SEALED_DELAY_MS,
  };
}

function owned(n: number, text: string): Message {
  return messageOf({ n, at: realClock.now(), text, group: GROUP, member: 1 });
}

async function makeOwner(file: string): Promise<void> {
  const db = new Database(file);
  db.exec("update memberships set role = 'owner'");
  db.close();
}

/** Entrants, straight into the tables: members of the group, with codes as of a hash. */
function fill(file: string, entrants: number): void {
  const db = new Database(file);
  db.exec(`
    begin;
    create temp table numbers as
      with recursive n (i) as (select 1 union all select i + 1 from n where i < ${entrants})
      select i from n;
    insert into members (id, community_id, name)
      select 1000000 + i, (select community_id from lottery_lotteries), '群友' || i from numbers;
    insert into accounts (id, platform, platform_id)
      select 1000000 + i, 'bench', 'made-up-' || i from numbers;
    insert into claims (account_id, community_id, member_id)
      select 1000000 + i, (select community_id from lottery_lotteries), 1000000 + i from numbers;
    insert into memberships (group_id, member_id, messages, first_seen_at, last_seen_at)
      select (select group_id from lottery_lotteries), 1000000 + i, 1, 0, 0 from numbers;
    insert into lottery_entries (lottery_id, seq, member_id, code, tickets, at, heard_at, paid,
        state, is_answered)
      select 1, i, 1000000 + i, lower(hex(randomblob(10))), 1, 0, 0, 0, 'in', 1 from numbers;
    update lottery_lotteries
      set entrants = ${entrants}, tickets = ${entrants}, next_seq = ${entrants + 1};
    commit;`);
  db.close();
}
