/**
 * What a bot account may not say by itself goes along with an answer that somebody has asked for
 * (随回复送出): one push an answer, the one that matters most. As words below the answer where both are
 * nothing but words, else as a message right behind it.
 */
import { localDay } from '#kit';
import { noteAlong } from '../../store/push-history.ts';
import { sendPush, type WaitingPush } from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import { type Letter, post, postAnswer } from '../sending/mail.ts';
import type { Settings } from '../settings/settings.ts';
import { type GroupFacts, goesAlong } from './decide.ts';
import { letGo, type Place } from './leaving.ts';
import { type Candidate, rankOf } from './plan-round.ts';
import { isPlain, sayingTogether } from './saying.ts';

/**
 * The push that goes along with an answer; undefined where none may.
 * @param waiting oldest first
 */
export function passengerOf<P>(
  waiting: readonly Candidate<P>[],
  facts: GroupFacts,
): Candidate<P> | undefined {
  return waiting
    .filter((push) => goesAlong(push, facts))
    .reduce<Candidate<P> | undefined>(
      (best, push) => (best && rankOf(best) <= rankOf(push) ? best : push),
      undefined,
    );
}

interface Trip extends Place {
  readonly letter: Letter;
  readonly push: WaitingPush;
  readonly voice: GroupFacts['voice'];
}

/** Says the answer, and with it the push, unless that has to stay. */
export function sendAlong(
  connection: Statements,
  settings: Settings,
  { letter, push, voice, ...place }: Trip,
): 'sent' | 'toBeMade' | 'stayed' {
  const { group, now } = place;
  const { id } = push;
  const day = localDay(now, settings.community(group.community).calendar);
  if (isPlain(push) && isBare(letter)) {
    const { pieces } = sayingTogether(connection, { platform: group.platform, pushes: [push] });
    postAnswer(connection, letter, { push: id, below: pieces });
    connection.run(sendPush, { id, at: now, day });
    connection.run(noteAlong, { id });
    return 'sent';
  }
  post(connection, letter);
  // A message more is what an account whose day is used up has not got.
  if (voice === 'spent') return 'stayed';
  const isToBeMade = letGo(connection, { ...place, day }, [push]);
  connection.run(noteAlong, { id });
  return isToBeMade ? 'toBeMade' : 'sent';
}

/** Nothing but words, below which others may stand. */
function isBare({ choices = [], poll, image, file, card }: Letter): boolean {
  return choices.length === 0 && [poll, image, file, card].every((one) => one === undefined);
}

/** An answer about to be said in a group. */
export interface Answered {
  readonly letter: Letter;
  /** The bot account by which it is said. */
  readonly account: string | undefined;
}
