/**
 * A day in a group as a text that reads like the chat. Lines of people are played, and what the bot
 * answers is written between them, so that the whole can be compared with the file it came from.
 *
 * `= 2026-03-01 09:00` the clock · `小明 › 签到` says · `小明 ⇢ 我的抽奖码` whispers to the bot ·
 * `小明 ▸ 2` presses the second of the choices that were offered last · `小红 ← 小明` joins, invited ·
 * `小红 →` leaves · `小明 ★ owner` is said to be by the platform · `# …` a remark.
 */
import { strict as assert } from 'node:assert';
import type { ChatMember } from '../../src/testing/chat-member.ts';
import type { Heard } from '../../src/testing/heard.ts';
import type { Chat } from '../../src/testing/open-chat.ts';

const LINE = /^(?:= (?<time>.+)|(?<who>\S+) (?<sign>[›⇢▸←→★]) ?(?<what>.*))$/u;

export class Transcript {
  readonly #chat: Chat;
  readonly #zone: string;
  readonly #lines: string[] = [];
  #offered: readonly string[] = [];

  /** @param zone of the times in the text, e.g. `+08:00` */
  constructor(chat: Chat, zone: string) {
    this.#chat = chat;
    this.#zone = zone;
  }

  /** Plays the people's lines of a text. @returns the text with what the bot really answers */
  async play(text: string): Promise<string> {
    for (const line of text.split('\n')) {
      if (line.startsWith('»') || line.startsWith('  ')) continue;
      this.#lines.push(line);
      const found = LINE.exec(line)?.groups;
      if (found) await this.#act(found);
      for (const heard of this.#chat.rest()) this.#note(heard);
    }
    return this.#lines.join('\n');
  }

  async #act({ time, who = '', sign, what = '' }: Readonly<Record<string, string | undefined>>) {
    if (time !== undefined) {
      const [day = '', clock = ''] = time.split(' ');
      return this.#chat.at(`${day}T${clock}:00${this.#zone}`);
    }
    return this.#do(this.#chat.member(who), sign ?? '', what);
  }

  async #do(member: ChatMember, sign: string, what: string): Promise<void> {
    switch (sign) {
      case '⇢':
        return member.whispers(what);
      case '▸':
        return member.presses(this.#offered[Number(what) - 1] ?? 'nothing');
      case '←':
        return member.joins(what === '' ? undefined : this.#chat.member(what));
      case '→':
        return member.leaves();
      case '★':
        assert(what === 'owner' || what === 'admin');
        return member.becomes(what);
      default:
        return member.says(what, { mentions: this.#mentionedIn(what) });
    }
  }

  #mentionedIn(text: string): readonly ChatMember[] {
    return [...text.matchAll(/@(\S+)/gu)].map(([, name = '']) => this.#chat.member(name));
  }

  #note({ text, to, said }: Heard): void {
    const choices = said?.choices ?? [];
    if (choices.length > 0) this.#offered = choices.map(({ id }) => id);
    const offered = choices.map(({ label }) => `[${label}]`).join(' ');
    const whole = [text, offered].filter(Boolean).join('\n').replaceAll('\n', '\n  ');
    this.#lines.push(`»${to.startsWith('@') ? `${to} ` : ' '}${whole}`);
  }
}
