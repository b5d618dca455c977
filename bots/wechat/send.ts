/** What the bot says and does, as calls of a gateway. Text is text: WeChat knows no markup. */
import { basename } from 'node:path';
import {
  cardWords,
  type LinkCard,
  type Outgoing,
  type Piece,
  type PlatformId,
  parseMessageId,
  type Say,
  type SendOutcome,
  seconds,
  type Timers,
} from '#kit';
import { atMost } from './at-most.ts';
import { NARROW_BLANK } from './mention.ts';
import { outcomeOf } from './trouble.ts';
import type { Call } from './wire/call.ts';
import type { Packages } from './wire/packages.ts';

/** A gateway that types into a real WeChat window takes its time. */
const SENDING = seconds(30);
const UPLOADING = seconds(90);

export interface Sending {
  readonly call: Call;
  readonly timers: Timers;
  readonly FileBox: Packages['FileBox'];
}

/** Carries out one action. Does not throw: how it ended is the outcome. */
export async function carryOut(sending: Sending, action: Outgoing): Promise<SendOutcome> {
  switch (action.do) {
    case 'say':
      return say(sending, action);
    case 'remove':
      return attempt(sending, SENDING, ({ gateway }) =>
        gateway.roomDel(action.to.group, action.member),
      );
    case 'recall':
      return attempt(sending, SENDING, async ({ gateway }) => {
        const isGone = await gateway.messageRecall(action.id);
        if (isGone !== true) throw new Refused('WeChat did not take it back; is it too old?');
      });
    case 'mute':
      return { kind: 'refused', why: 'WeChat cannot mute' };
    case 'poll':
    case 'closePoll':
      return { kind: 'refused', why: 'WeChat has no polls' };
    case 'inviteLink':
    case 'revokeLink':
      return { kind: 'refused', why: 'WeChat has no invite links' };
  }
}

/** What the gateway said no to. */
class Refused extends Error {
  override readonly name = 'Refused';
}

/** The words first; what goes with them follows as messages of their own, as WeChat has it. */
async function say(sending: Sending, { to, pieces, image, file, card }: Say): Promise<SendOutcome> {
  const place = 'group' in to ? to.group : to.private;
  const { text, mentions } = wordsOf(pieces);
  let outcome: SendOutcome | undefined;
  if (text !== '') {
    // Not `room.say`: it puts all mentions in front, and asks for the sent message afterwards; if
    // that fails, a message that has arrived would count as failed.
    outcome = await attempt(sending, SENDING, ({ gateway }) =>
      gateway.messageSendText(place, text, mentions),
    );
    if (outcome.kind !== 'sent') return outcome;
  }
  const others = [
    ...(card ? [() => link(sending, { place, card })] : []),
    ...[image, file].flatMap((path) =>
      path === undefined ? [] : [() => attach(sending, { place, path })],
    ),
  ];
  for (const other of others) {
    const attached = await other();
    if (attached.kind === 'sent') outcome ??= attached;
    else return outcome ? inPart(attached) : attached;
  }
  return outcome ?? { kind: 'refused', why: 'there is nothing to say' };
}

function attach(
  sending: Sending,
  { place, path }: { place: PlatformId; path: string },
): Promise<SendOutcome> {
  return attempt(sending, UPLOADING, ({ gateway }) =>
    gateway.messageSendFile(place, sending.FileBox.fromFile(path, basename(path))),
  );
}

/** As a card; where the gateway says that it has none, the same in words. */
async function link(
  sending: Sending,
  { place, card }: { place: PlatformId; card: LinkCard },
): Promise<SendOutcome> {
  const { title, address: url, description } = card;
  const payload = description === undefined ? { title, url } : { title, url, description };
  const shown = await attempt(sending, SENDING, ({ gateway }) =>
    gateway.messageSendUrl(place, payload),
  );
  if (shown.kind !== 'refused') return shown;
  return attempt(sending, SENDING, ({ gateway }) =>
    gateway.messageSendText(place, cardWords(card), []),
  );
}

/** The words have arrived: whatever became of the rest, they must not be sent again. */
function inPart(rest: Exclude<SendOutcome, { kind: 'sent' }>): SendOutcome {
  const kind = rest.kind === 'refused' ? 'refused' : 'unknown';
  return { kind, why: `the words arrived, what goes with them did not: ${rest.why}` };
}

async function attempt(
  { call, timers }: Sending,
  patience: typeof SENDING,
  act: (call: Call) => Promise<unknown>,
): Promise<SendOutcome> {
  try {
    const told = await atMost(timers, patience, act(call));
    // Many gateways tell no id.
    const id = typeof told === 'string' ? parseMessageId(told) : undefined;
    return id === undefined ? { kind: 'sent' } : { kind: 'sent', id };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', why: error.message };
    return outcomeOf(error);
  }
}

/** How something comes back; undefined for what is no message of words alone. */
export function echoOf(action: Outgoing): string | undefined {
  if (action.do !== 'say') return undefined;
  const { image, file, card, pieces } = action;
  if ([image, file, card].some((one) => one !== undefined)) return undefined;
  return wordsOf(pieces).text;
}

interface Words {
  readonly text: string;
  readonly mentions: readonly PlatformId[];
}

/** As WeChat writes it: each mention where it stands, with a narrow blank behind it. */
function wordsOf(pieces: readonly Piece[]): Words {
  let text = '';
  const mentions: PlatformId[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += text.endsWith(NARROW_BLANK) ? piece.replace(/^ /, '') : piece;
    } else {
      mentions.push(piece.mention);
      text += `@${piece.name}${NARROW_BLANK}`;
    }
  }
  return { text: text.trim(), mentions };
}
