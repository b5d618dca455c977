/** Something to say, as calls of the Bot API: words, a picture or a file, and buttons below. */
import { type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Choice, type Say, type Span, seconds } from '#kit';
import type { Answer, Api } from './api.ts';
import type { ChoiceIds } from './choice-ids.ts';
import { marked, wordsOf } from './html.ts';
import { isUnreadable, type Sent } from './outcome.ts';
import { sentMessage } from './wire.ts';

/** core.telegram.org/bots/api, «Sending files»: 10 MB for photos, 50 MB for other files. */
const LARGEST_PHOTO = 10_000_000;
const LARGEST_FILE = 50_000_000;
/** An upload takes its time, but less than a send may last altogether. */
const UPLOADING: Span = seconds(50);

export interface SayParts {
  readonly api: Api;
  readonly choices: ChoiceIds;
}

/** Says it; what has both a picture and a file is two messages. */
export async function sendSay(parts: SayParts, say: Say): Promise<Answer<Sent>> {
  if (say.image === undefined || say.file === undefined) return sendOne(parts, say);
  const first = await sendOne(parts, { ...say, file: undefined });
  if (first.kind !== 'done') return first;
  const second = await sendOne(parts, { do: 'say', to: say.to, pieces: [], file: say.file });
  if (second.kind === 'done') return second;
  // To say it all again would show the picture twice.
  return { kind: 'doubtful', why: `the picture arrived, the file did not: ${second.why}` };
}

async function sendOne({ api, choices }: SayParts, say: Say): Promise<Answer<Sent>> {
  const carried = carriedBy(say);
  if (carried.kind === 'refused') return carried;
  const { method, words, within } = carried;
  const payload = { ...frameOf(say, choices), ...carried.payload };
  const send = (told: object) =>
    api.call({ method, payload: { ...payload, ...told }, result: sentMessage, within });
  const answer = await send(marked(words, say));
  // Once, as bare words: better plain than not at all.
  return isUnreadable(answer) ? send({ [words]: wordsOf(say) }) : answer;
}

type Carried =
  | {
      readonly kind: 'carried';
      readonly method: string;
      /** Which field holds the words. */
      readonly words: 'text' | 'caption';
      readonly payload: object;
      readonly within?: Span | undefined;
    }
  | { readonly kind: 'refused'; readonly code: number; readonly why: string };

function carriedBy({ image, file, card, replyTo }: Say): Carried {
  const path = image ?? file;
  const quote = replyTo === undefined ? undefined : quoteOf(replyTo);
  if (path === undefined) {
    // Only what is meant as a card shows what is behind its address.
    const preview = card ? { url: card.address } : { is_disabled: true };
    const payload = { reply_parameters: quote, link_preview_options: preview };
    return { kind: 'carried', method: 'sendMessage', words: 'text', payload };
  }
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return refused('the file is gone');
  if (found.size > LARGEST_FILE) return refused('the file is larger than 50 MB');
  const source = { source: path, filename: basename(path) };
  // Beside a file, what is no text goes as JSON in a field of its own.
  const answered = { reply_parameters: quote && JSON.stringify(quote) };
  const upload = { kind: 'carried', words: 'caption', within: UPLOADING } as const;
  return image !== undefined && isPhoto(found)
    ? { ...upload, method: 'sendPhoto', payload: { ...answered, photo: source } }
    : { ...upload, method: 'sendDocument', payload: { ...answered, document: source } };
}

function isPhoto({ size }: Stats): boolean {
  return size <= LARGEST_PHOTO;
}

/** A message that was taken back meanwhile is answered without a quote. */
function quoteOf(replyTo: string): object {
  return { message_id: Number(replyTo), allow_sending_without_reply: true };
}

/** Where something is said. */
export function placeOf(to: Say['to']): object {
  const topic = 'group' in to ? to.topic : undefined;
  return {
    chat_id: Number('group' in to ? to.group : to.private),
    message_thread_id: topic === undefined ? undefined : Number(topic),
  };
}

function frameOf({ to, choices = [] }: Say, ids: ChoiceIds): object {
  return {
    ...placeOf(to),
    reply_markup: choices.length === 0 ? undefined : keyboard(choices, ids),
  };
}

/** One under the other, so that long labels can be read on a phone. */
function keyboard(choices: readonly Choice[], ids: ChoiceIds): object {
  const buttons = choices.map(({ id, label }) => ({ text: label, callback_data: ids.dataOf(id) }));
  return { inline_keyboard: buttons.map((button) => [button]) };
}

function refused(why: string): Carried {
  return { kind: 'refused', code: 0, why };
}
