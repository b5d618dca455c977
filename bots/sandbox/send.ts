/** What the bot does in the sandbox, as a JSON line. */
import {
  type AskPoll,
  type Choice,
  type Deed,
  type Delivery,
  formatInstant,
  type Instant,
  type Piece,
  plainText,
  type Say,
} from '#kit';

/** One action as it stands in the contract; absent fields are left out. */
export function actionLine({ action, at }: Delivery): string {
  return JSON.stringify(action.do === 'say' ? said(action, at) : done(action, at));
}

function said({ to, pieces, replyTo, choices, image, file, card, mentionsAll }: Say, at: Instant) {
  const mentions = pieces.flatMap(mentionOf);
  return {
    at: formatInstant(at),
    do: 'say',
    ...to,
    text: plainText(pieces),
    replyTo,
    mentions: mentions.length > 0 ? mentions : undefined,
    mentionsAll,
    choices: choices && choices.length > 0 ? choices.map(choiceOf) : undefined,
    image,
    file,
    card,
  };
}

function choiceOf({ id, label }: Choice) {
  return { id, label };
}

function done({ do: what, to, ...rest }: Deed | AskPoll, at: Instant) {
  return { at: formatInstant(at), do: what, ...to, ...rest };
}

function mentionOf(piece: Piece): string[] {
  return typeof piece === 'string' ? [] : [piece.mention];
}
