/**
 * What is sent over a wire, the same for every receiver and platform: 5 groups of 200 members,
 * every tenth message a check-in, by one member after the other. The last one is a check-in, so
 * that its answer is the end of all.
 */
import { GROUPS, MEMBERS } from './talk.ts';

export interface WireLoad {
  readonly messages: number;
  /** 0: as many as the receiver takes. */
  readonly perSecond: number;
}

export interface SpokenOnWire {
  /** Its number in the group's platform, from 1. */
  readonly id: number;
  /** From 0. */
  readonly group: number;
  /** From 0, and of one group only. */
  readonly member: number;
  readonly text: string;
}

const CHECK_IN_EVERY = 10;

export function isCheckIn(n: number): boolean {
  return n % CHECK_IN_EVERY === CHECK_IN_EVERY - 1;
}

/** Message `n`, from 0. */
export function spokenOnWire(n: number): SpokenOnWire {
  // Check-ins and talk each go through all members.
  const turn = isCheckIn(n) ? Math.floor(n / CHECK_IN_EVERY) : n;
  const group = turn % GROUPS;
  return {
    id: n + 1,
    group,
    member: group * MEMBERS + (Math.floor(turn / GROUPS) % MEMBERS),
    text: isCheckIn(n) ? '签到' : `今天大家都在聊什么？${n}`,
  };
}
