/**
 * What members see of a send that a crash has interrupted: nobody knows how much of it arrived, and
 * it is never sent again. A long one is said to be perhaps unfinished, a poll is asked in words.
 */
import {
  type AskPoll,
  type Bot,
  type Instant,
  instantOf,
  minutes,
  type Outgoing,
  type Target,
} from '#kit';
import { neighbour } from '../store/outbox.ts';
import type { Statements } from '../store/sqlite.ts';
import { type Kept, worthUntil } from '../store/worth.ts';
import { noteLostPoll } from './asking.ts';
import { askedAgain, type Body, type Notes } from './doubts.ts';
import type { Echoes } from './echoes.ts';
import type { Letters } from './letters.ts';
import { postAction } from './mail.ts';

/** What waits longer than this for its turn has expired, or has lost its place. */
const NEIGHBOURHOOD = minutes(15);

export interface Interrupted {
  readonly row: Kept & {
    readonly id: number;
    readonly lane: string;
    readonly body: string | null;
  };
  readonly bot: Bot;
  readonly letters: Letters;
  readonly echoes: Echoes;
  readonly notes: Notes;
  readonly now: Instant;
}

/** Plans what is said of it, if anything is. */
export function tellInterrupted(connection: Statements, interrupted: Interrupted): void {
  const { row, bot, letters, notes, now } = interrupted;
  if (row.body === null) return;
  const body: Body = JSON.parse(row.body);
  const parts = letters.partsOf(body);
  if (!mayBeMistaken(connection, row)) awaitEchoes(interrupted, parts);
  const ask = parts.find(isPoll);
  const post = (action: Outgoing) =>
    postAction(connection, { platform: bot.platform, bot: bot.account, action, now });
  if (ask) {
    if (noteLostPoll(connection, { ask, row: row.id, bot })) post(askedAgain(ask, notes));
  } else if (parts.length > 1 && worthUntil(row, bot.can.patience) >= now) {
    post(said(body.to, notes.unfinished));
  }
}

/**
 * Of what was said before the crash in the same place nothing is known any more: it may have said
 * the same, and its echo may be read back.
 */
function mayBeMistaken(connection: Statements, { id, lane, at }: Interrupted['row']): boolean {
  const since = instantOf(at - NEIGHBOURHOOD);
  return connection.get(neighbour, { id, lane, since }) !== undefined;
}

function awaitEchoes({ row, bot, echoes }: Interrupted, parts: readonly Outgoing[]): void {
  const { id, lane, at: since } = row;
  for (const part of parts) {
    echoes.attempted({ row: id, lane, text: bot.echoOf?.(part), since, isDoubtful: true });
  }
}

function said(to: Target, text: string): Outgoing {
  return { do: 'say', to, pieces: [text] };
}

function isPoll(part: Outgoing): part is AskPoll {
  return part.do === 'poll';
}
