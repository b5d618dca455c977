/**
 * The real log of a lively group, as things that happened, and the figures that a plain count of it
 * gives. Nothing of the program is used here: this is what the program is compared with.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';

const file = join(import.meta.dirname, '../../../../shared/data/ubuntu-irc.jsonl.gz');

/** Whether the log is on this machine; it belongs to others and is not part of the project. */
export const isLogHere = existsSync(file);
export const logTitle = isLogHere
  ? 'the log of #ubuntu over the wire'
  : 'the log of #ubuntu over the wire (left out: ../shared/data/ubuntu-irc.jsonl.gz is not here)';

/** One thing that happened. People are numbered in the order in which they first appear. */
export interface Happened {
  readonly type: 'message' | 'join' | 'leave' | 'rename';
  /** Epoch seconds: platforms tell no finer time. */
  readonly second: number;
  readonly who: number;
  /** The name at that moment; of a rename the new one. */
  readonly name: string;
  /** Of a message: its number in the log, from 1. */
  readonly message: number;
  readonly text: string;
}

const at = z.iso.datetime().transform((text) => Math.floor(Date.parse(text) / 1_000));
const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), at, from: z.string(), text: z.string() }),
  z.object({ type: z.literal('join'), at, member: z.string() }),
  z.object({ type: z.literal('leave'), at, member: z.string() }),
  z.object({ type: z.literal('rename'), at, member: z.string(), name: z.string() }),
]);

export interface Part {
  /** Up to so many messages; all unless given. */
  readonly most?: number;
  /** Only these days as UTC has them, `YYYY-MM-DD`; all unless given. */
  readonly days?: readonly string[];
}

/** Reads the log, or a part of it. */
export function readLog({ most = Number.POSITIVE_INFINITY, days }: Part = {}): readonly Happened[] {
  const people = new Map<string, number>();
  const happened: Happened[] = [];
  let message = 0;
  for (const read of readLines(days)) {
    const isMessage = read.type === 'message';
    if (isMessage && message === most) break;
    const nick = isMessage ? read.from : read.member;
    const who = people.get(nick) ?? people.size;
    people.set(nick, who);
    message += isMessage ? 1 : 0;
    const said = isMessage ? { message, text: read.text } : { message: 0, text: '' };
    const name = read.type === 'rename' ? read.name : nick;
    happened.push({ type: read.type, second: read.at, who, name, ...said });
  }
  return happened;
}

function readLines(days: Part['days']): readonly z.output<typeof line>[] {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const read = lines.map((text) => line.parse(JSON.parse(text)));
  return read.filter(({ at: second }) => days?.includes(dayOf(second)) ?? true);
}

/** The day of a second of the epoch, as UTC has it. */
function dayOf(second: number): string {
  return new Date(second * 1_000).toISOString().slice(0, 10);
}

/** What somebody said in the group on one day; the group lives in Shanghai. */
export interface SaidOnDay {
  readonly messages: number;
  readonly firstSecond: number;
  readonly lastSecond: number;
}

const SHANGHAI_AHEAD_SECONDS = 8 * 3_600;

/** Activity by `day who`, counted from the log alone. */
export function activityIn(log: readonly Happened[]): ReadonlyMap<string, SaidOnDay> {
  const days = new Map<string, SaidOnDay>();
  for (const { type, second, who } of log) {
    if (type !== 'message') continue;
    const key = `${dayOf(second + SHANGHAI_AHEAD_SECONDS)} ${who}`;
    const { messages, firstSecond } = days.get(key) ?? { messages: 0, firstSecond: second };
    days.set(key, { messages: messages + 1, firstSecond, lastSecond: second });
  }
  return days;
}

/** Messages by person, counted from the log alone. */
export function messagesIn(log: readonly Happened[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { type, who } of log) {
    if (type === 'message') counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  return counts;
}

/** When somebody came last, and went, if they are gone; epoch seconds. */
export interface Stay {
  readonly joined: number | undefined;
  readonly left: number | undefined;
}

/** Who came and went, from the log alone. Twice within a second is once: no platform tells more. */
export function staysIn(log: readonly Happened[]): ReadonlyMap<number, Stay> {
  const stays = new Map<number, Stay>();
  const taken = new Set<string>();
  for (const { type, who, second } of log) {
    const { joined, left } = stays.get(who) ?? { joined: undefined, left: undefined };
    const key = `${type} ${who} ${second}`;
    const isAgain = type !== 'message' && taken.has(key);
    taken.add(key);
    if (isAgain) continue;
    if (type === 'join') stays.set(who, { joined: second, left: undefined });
    if (type === 'leave') stays.set(who, { joined, left: second });
    // Whoever talks is there, whatever was told of them before.
    if (type === 'message' && left !== undefined) stays.set(who, { joined, left: undefined });
  }
  return new Map([...stays].filter(([, { joined, left }]) => joined ?? left));
}

/** How often each kind of thing happened. */
export function countsIn(log: readonly Happened[]): Readonly<Record<Happened['type'], number>> {
  const counts = { message: 0, join: 0, leave: 0, rename: 0 };
  for (const { type } of log) counts[type] += 1;
  return counts;
}

/** Between two stretches of talk nobody was writing the log down. */
export const SILENCE_SECONDS = 3_600;

/** How long the log took, without its silences. */
export function secondsOf(log: readonly Happened[]): number {
  let sum = 0;
  for (const [index, { second }] of log.entries()) {
    const gap = second - (log[index - 1]?.second ?? second);
    if (gap < SILENCE_SECONDS) sum += gap;
  }
  return sum;
}

/** Parts of at most so many, none of which holds a silence. */
export function* stretches(log: readonly Happened[], most: number): Iterable<readonly Happened[]> {
  let stretch: Happened[] = [];
  for (const one of log) {
    const before = stretch.at(-1);
    const isSilence = before !== undefined && one.second - before.second >= SILENCE_SECONDS;
    if (stretch.length === most || isSilence) {
      yield stretch;
      stretch = [];
    }
    stretch.push(one);
  }
  if (stretch.length > 0) yield stretch;
}
