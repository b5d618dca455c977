/** What the bot does in the sandbox, as a JSON line. */
import { type Delivery, formatInstant, type Piece, plainText } from '#kit';

/** One action as it stands in the contract; absent fields are left out. */
export function actionLine({ action, at }: Delivery): string {
  const { to, pieces, replyTo, choices, file } = action;
  const mentions = pieces.flatMap(mentionOf);
  return JSON.stringify({
    at: formatInstant(at),
    do: action.do,
    ...to,
    text: plainText(pieces),
    replyTo,
    mentions: mentions.length > 0 ? mentions : undefined,
    choices: choices && choices.length > 0 ? choices : undefined,
    file,
  });
}

function mentionOf(piece: Piece): string[] {
  return typeof piece === 'string' ? [] : [piece.mention];
}
