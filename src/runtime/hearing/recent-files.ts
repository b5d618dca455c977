/**
 * Files that came without a word: on QQ and WeChat a file is a message of its own, and many send it
 * first everywhere. The command that follows it soon, or quotes it, means it. Kept in mind only.
 */
import {
  type AttachedFile,
  type Bot,
  type Instant,
  type Message,
  minutes,
  spanBetween,
} from '#kit';

/** Whoever sends a file and then types waits no longer than this. */
const RECENT = minutes(10);
/** A group that shares files all day must not fill the memory. */
const MOST = 500;

interface Kept {
  readonly at: Instant;
  readonly files: readonly AttachedFile[];
}

export class RecentFiles {
  /** By who sent them, and by which message they are; oldest first. */
  readonly #kept = new Map<string, Kept>();

  /** What a message brings along: its own files, those that it quotes, or those sent before it. */
  of(bot: Bot, message: Message): readonly AttachedFile[] {
    const { at, replyTo } = message;
    const own = (message.attached ?? []).map((one) => ({ ...one, bot: bot.account }));
    if (own.length > 0) return own;
    const quoted = replyTo && this.#kept.get(placeOf(bot, message, `m${replyTo}`));
    const kept = quoted ?? this.#kept.get(placeOf(bot, message, `p${message.from.id}`));
    return kept && Math.abs(spanBetween(kept.at, at)) <= RECENT ? kept.files : [];
  }

  /** Notes the files of a message. */
  note(bot: Bot, message: Message): void {
    if (!message.attached || message.attached.length === 0) return;
    const kept = { at: message.at, files: this.of(bot, message) };
    for (const whose of [`p${message.from.id}`, `m${message.id}`]) {
      const place = placeOf(bot, message, whose);
      this.#kept.delete(place);
      this.#kept.set(place, kept);
    }
    for (const [place, { at }] of this.#kept) {
      if (this.#kept.size <= MOST && spanBetween(at, message.at) <= RECENT) break;
      this.#kept.delete(place);
    }
  }
}

function placeOf({ account }: Bot, { group }: Message, whose: string): string {
  return JSON.stringify([account, group ?? null, whose]);
}
