/**
 * What members see of a send that a crash has interrupted: nobody knows how much of it arrived, and
 * it is never sent again. A long one is said to be perhaps unfinished, a poll is asked in words.
 */
import type { AskPoll, Bot, Instant, Outgoing, Target } from '#kit';
import { noteDigests } from '../../store/outbox.ts';
import type { Statements } from '../../store/sqlite.ts';
import { type Kept, worthUntil } from '../../store/worth.ts';
import { noteLostPoll } from '../asking/asking.ts';
import { askedAgain, type Body, type Notes } from './doubts.ts';
import type { Letters } from './letters.ts';
import { postAction } from './mail.ts';

export interface Interrupted {
  readonly row: Kept & {
    readonly id: number;
    readonly body: string | null;
  };
  readonly bot: Bot;
  readonly letters: Letters;
  readonly notes: Notes;
  readonly now: Instant;
}

/** Plans what is said of it, if anything is. */
export function tellInterrupted(connection: Statements, interrupted: Interrupted): void {
  const { row, bot, letters, notes, now } = interrupted;
  if (row.body === null) return;
  const body: Body = JSON.parse(row.body);
  const parts = letters.partsOf(body);
  // Of what was in doubt before, nothing is known any more.
  if (body.doubt === undefined) noteEchoes(connection, interrupted, parts);
  const ask = parts.find(isPoll);
  const post = (action: Outgoing) =>
    postAction(connection, { platform: bot.platform, bot: bot.account, action, now });
  if (ask) {
    if (noteLostPoll(connection, { ask, row: row.id, bot })) post(askedAgain(ask, notes));
  } else if (parts.length > 1 && worthUntil(row, bot.can.patience) >= now) {
    post(said(body.to, notes.unfinished));
  }
}

/** When its platform shows all of it, it has arrived. */
function noteEchoes(
  connection: Statements,
  { row, letters }: Interrupted,
  parts: readonly Outgoing[],
): void {
  const digests = parts.map((part) => letters.digestOf(part));
  if (digests.length === 0 || digests.includes(undefined)) return;
  connection.run(noteDigests, { id: row.id, digests: digests.join(' ') });
}

function said(to: Target, text: string): Outgoing {
  return { do: 'say', to, pieces: [text] };
}

function isPoll(part: Outgoing): part is AskPoll {
  return part.do === 'poll';
}
