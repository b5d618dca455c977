/** Groups on three platforms, each with one push that is due: what is to be killed on its way. */
import { strict as assert } from 'node:assert';
import { type Incoming, type Instant, instantOf, parseMessageId, type Zone } from '#kit';
import { features } from '../../commands/index.ts';
import type { App } from '../../src/app.ts';
import { openTestApp } from '../app.ts';
import { idOf, PretendBot } from '../pretend-bot.ts';

export const PLATFORMS = ['telegram', 'qq', 'wechat'] as const;
export type PlatformName = (typeof PLATFORMS)[number];

export interface PushGroup {
  readonly platform: PlatformName;
  readonly id: string;
  /** What is pushed; nothing else that is pushed says the same. */
  readonly text: string;
  /** The bot account in it, counted from 1, where a platform has several. */
  readonly number?: number;
}

/** As the program calls the account in a group. */
export function accountOf({ platform, number = 1 }: PushGroup): string {
  return number === 1 ? platform : `${platform}-${number}`;
}

export interface PushGroups {
  readonly count: number;
  /** They take turns; all unless given. */
  readonly platforms?: readonly PlatformName[] | undefined;
  /** So many of each platform take turns; one unless given. */
  readonly accounts?: number | undefined;
}

export function pushGroups({
  count,
  platforms = PLATFORMS,
  accounts = 1,
}: PushGroups): readonly PushGroup[] {
  return Array.from({ length: count }, (_, n) => {
    const platform = platforms[n % platforms.length] ?? 'qq';
    const number = 1 + (Math.floor(n / platforms.length) % accounts);
    return { platform, number, id: idOn(platform, n), text: `早安，第${n}群` };
  });
}

function idOn(platform: PlatformName, n: number): string {
  if (platform === 'telegram') return String(-1_001_000_000_000 - n);
  return platform === 'qq' ? String(700_000 + n) : `${n}00@chatroom`;
}

/** Rows of the outbox are told apart by it. */
export const laneOf = ({ id }: Pick<PushGroup, 'id'>): string => `g:${id}`;

export interface Planting {
  readonly file: string;
  readonly groups: readonly PushGroup[];
  readonly zone: Zone;
  /** When somebody asks for the pushes. */
  readonly at: Instant;
  /** `HH:MM` in the zone, at which all of them are due. */
  readonly due: string;
  /** The days, as people say it; every day unless given. */
  readonly days?: string;
  /** Settings of every community. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** In each group an admin asks for a daily push, as people do, and confirms it. */
export async function plant({ groups, at, due, days = '每天', ...given }: Planting): Promise<void> {
  const accounts = new Map(groups.map((group) => [accountOf(group), group.platform]));
  const bots = new Map(
    [...accounts].map(([account, platform]) => [account, new PretendBot({ platform, account })]),
  );
  const clock = { isSet: true, now: () => at };
  const app = await openTestApp({
    features,
    bots: [...bots.values()],
    clock,
    logged: [],
    ...given,
  });
  for (const group of groups) {
    const bot = bots.get(accountOf(group));
    assert(bot);
    const saying = sayingIn(group, at);
    await hear(app, bot, saying.becomesAdmin());
    await hear(app, bot, saying.says(`定时 ${due} ${days} ${group.text}`));
    await hear(app, bot, saying.says('1'));
  }
  await app.settle();
  await app.close();
}

const hear = (app: App, bot: PretendBot, event: Incoming) => app.receive(bot, event);

function sayingIn({ id, text }: PushGroup, at: Instant) {
  const group = idOf(id);
  const from = { id: idOf(`9${id.replace(/\D/g, '')}`), name: '阿强' };
  let count = 0;
  const happened = () => {
    count += 1;
    return { at: instantOf(at), key: `plant ${id} ${text} ${count}`, group };
  };
  return {
    becomesAdmin: (): Incoming => {
      return { ...happened(), type: 'role', member: from.id, role: 'admin' };
    },
    says: (text: string): Incoming => {
      const about = happened();
      const message = parseMessageId(about.key);
      assert(message);
      return { ...about, type: 'message', from, id: message, text, mentions: [] };
    },
  };
}
