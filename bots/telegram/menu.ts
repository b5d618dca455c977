/**
 * The menu of commands that Telegram shows. It knows languages by two letters, so `zh` is one for
 * it: whoever writes to the bot in private with traditional Chinese set gets a menu of their own.
 */
import * as z from 'zod';
import type { Language, ListedCommand, Log } from '#kit';
import type { Api } from './api.ts';
import type { User } from './wire.ts';

/** core.telegram.org/bots/api, setMyCommands: at most 100, each of 1-32 and 1-256 characters. */
const MOST_LISTED = 100;
const NAME = /^[a-z0-9_]{1,32}$/;
const LONGEST_HELP = 256;
const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/i;
/** People with a menu of their own who are remembered; beyond it they are greeted again. */
const MOST_GREETED = 10_000;

export interface MenuParts {
  readonly api: Api;
  readonly log: Log;
  readonly commands: readonly ListedCommand[];
}

export class Menu {
  readonly #parts: MenuParts;
  readonly #greeted = new Set<string>();

  constructor(parts: MenuParts) {
    this.#parts = parts;
  }

  /** Members see what they may use, admins of groups see all; in English unless it is Chinese. */
  async show(): Promise<void> {
    const forMembers = this.#parts.commands.filter(({ isForManagers }) => !isForManagers);
    const menus = [
      { scope: { type: 'default' }, commands: forMembers },
      { scope: { type: 'all_chat_administrators' }, commands: this.#parts.commands },
    ];
    for (const { scope, commands } of menus) {
      await this.#set({ scope, commands: listed(commands, 'en') });
      await this.#set({ scope, commands: listed(commands, 'zh-CN'), language_code: 'zh' });
    }
  }

  /** Once for each person while the program runs. */
  greet({ id, language_code: language = '' }: User): void {
    if (!TRADITIONAL.test(language) || this.#greeted.has(id)) return;
    if (this.#greeted.size >= MOST_GREETED) this.#greeted.clear();
    this.#greeted.add(id);
    const commands = this.#parts.commands.filter(({ isForManagers }) => !isForManagers);
    void this.#set({
      scope: { type: 'chat', chat_id: id },
      commands: listed(commands, 'zh-TW'),
    });
  }

  async #set(payload: ShownMenu): Promise<void> {
    if (payload.commands.length === 0) return;
    const { api, log } = this.#parts;
    const answer = await api.call({ method: 'setMyCommands', payload, result: z.unknown() });
    if (answer.kind !== 'done') log.warn({ why: answer.why }, 'the menu was not taken');
  }
}

interface ShownMenu {
  readonly scope: object;
  readonly commands: readonly object[];
  /** Two letters; absent for everybody whose language has no menu. */
  readonly language_code?: string;
}

/** Telegram knows no `-` in a command; typed with `_`, it means the same to us. */
function listed(commands: readonly ListedCommand[], language: Language): readonly object[] {
  return commands
    .map(({ name, help }) => ({
      command: name.replaceAll('-', '_'),
      description: help[language].slice(0, LONGEST_HELP),
    }))
    .filter(({ command, description }) => NAME.test(command) && description !== '')
    .slice(0, MOST_LISTED);
}
