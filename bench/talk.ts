/**
 * The talk that the bench feeds in, the same for every contender: 5 groups of 200 members, 90 %
 * chatter, 10 % check-ins of which one in twenty is a double tap, evenly over simulated days.
 */
import {
  type Instant,
  instantOf,
  type Message,
  type MessageId,
  type PlatformId,
  parseMessageId,
  parsePlatformId,
  type Random,
  seededRandom,
} from '#kit';

export const GROUPS = 5;
export const MEMBERS = 200;
const CHECK_IN_SHARE = 10;
const DOUBLE_TAP_SHARE = 20;
const DAY_MS = 86_400_000;
/** 08:00 in Shanghai. */
const BEGINNING = Date.parse('2026-03-01T00:00:00Z');

const CHATTER = [
  '早上好',
  '今天的活动几点开始?',
  'haha 😂',
  '我觉得这个周末可以一起去爬山,有没有人想报名的,人多热闹一点',
  '收到',
  'see you tomorrow',
  '谢谢!',
  '群里有人知道这个怎么弄吗,我试了好几次都不行',
];

export interface TalkOptions {
  readonly messages: number;
  readonly days: number;
}

/** Messages in order of time; a check-in is one that this member has not made that day. */
export function* talk({ messages, days }: TalkOptions): Generator<Message> {
  const chance = seededRandom('bench', 'talk');
  const step = (days * DAY_MS) / messages;
  let lastCheckIn: Speaker = { group: 0, member: 0 };
  for (let n = 0; n < messages; n += 1) {
    const at = instantOf(Math.floor(BEGINNING + n * step));
    if (chance.int(1, 100) > CHECK_IN_SHARE) {
      yield messageOf({ n, at, text: chance.pick(CHATTER), ...anybody(chance) });
      continue;
    }
    const isDoubleTap = chance.int(1, DOUBLE_TAP_SHARE) === 1;
    if (!isDoubleTap) lastCheckIn = anybody(chance);
    yield messageOf({ n, at, text: '签到', ...lastCheckIn });
  }
}

interface Speaker {
  readonly group: number;
  readonly member: number;
}

/** What one message of the talk consists of. */
export interface Spoken extends Speaker {
  /** Counts the messages; becomes the id. */
  readonly n: number;
  readonly at: Instant;
  readonly text: string;
}

export function messageOf({ n, at, text, group, member }: Spoken): Message {
  const account = `u${group}-${member}`;
  return {
    type: 'message',
    at,
    key: `m${n}`,
    group: platformId(`g${group}`),
    from: { id: platformId(account), name: `群友${account}` },
    id: messageId(`${n}`),
    text,
    mentions: [],
  };
}

/** The same message as the sandbox reads it. */
export function lineOf({ at, group, from, id, text }: Message): string {
  const said = { group, from: from.id, name: from.name, id, text };
  return JSON.stringify({ at: new Date(at).toISOString(), type: 'message', ...said });
}

function anybody(chance: Random): Speaker {
  return { group: chance.int(1, GROUPS), member: chance.int(1, MEMBERS) };
}

function platformId(text: string): PlatformId {
  const id = parsePlatformId(text);
  if (id === undefined) throw new Error(`not an id: ${text}`);
  return id;
}

function messageId(text: string): MessageId {
  const id = parseMessageId(text);
  if (id === undefined) throw new Error(`not an id: ${text}`);
  return id;
}
