/**
 * One bot account serves a group, although several may hear it: otherwise a group with two of them
 * would be answered twice. Another takes over when the first has been gone for a while.
 */
import type { Bot, Group, Instant, Log, PlatformId } from '#kit';
import { leaveGroup } from '../../store/away.ts';
import { dropPollsOf } from '../../store/group-questions.ts';
import { noteTalk } from '../../store/link-queries.ts';
import * as query from '../../store/serving.ts';
import type { Statements } from '../../store/sqlite.ts';

export interface ServingParts {
  readonly connection: Statements;
  readonly log: Log;
  /** Whether a bot account is connected, or was a moment ago. */
  readonly isUp: (account: string) => boolean;
  /** Called when what waits was handed to another bot account. */
  readonly onHandover: () => void;
  /** Called when another account serves a group, or the same one is there again. */
  readonly onServed: (group: Group) => void;
}

export class Serving {
  readonly #connection: Statements;
  readonly #parts: ServingParts;
  readonly #groups = new Map<Group['id'], string>();

  constructor(parts: ServingParts) {
    this.#connection = parts.connection;
    this.#parts = parts;
  }

  forget(): void {
    this.#groups.clear();
  }

  /** Whether an event of the group is for this bot account; the first one to hear it stays. */
  takes(group: Group, { account }: Bot): boolean {
    const serving = this.#groups.get(group.id) ?? this.#stored(group);
    if (serving === account) return true;
    if (serving !== undefined && this.#parts.isUp(serving)) return false;
    this.#connection.run(query.setBotOfGroup, { group: group.id, bot: account });
    this.#connection.run(query.handOverLetters, { group: group.id, bot: account });
    this.#parts.onHandover();
    this.#parts.onServed(group);
    this.#groups.set(group.id, account);
    return true;
  }

  /** The bot account has left the group or was removed: whoever hears it next serves it. */
  release(group: Group, at: Instant): void {
    this.#connection.run(leaveGroup, { group: group.id, at });
    this.#groups.delete(group.id);
  }

  /** A person wrote to a bot account: that one answers. */
  noteTalk(
    { person, at }: { person: PlatformId; at: Instant },
    { platform, account: bot }: Bot,
  ): void {
    this.#connection.run(noteTalk, { platform, id: person, at });
    this.#connection.run(query.setBotOfPerson, { platform, id: person, bot });
  }

  /** After a change of the configuration: what belonged to an account that is gone is passed on. */
  adopt(bots: readonly Bot[]): void {
    const accounts = new Set(bots.map(({ account }) => account));
    for (const platform of new Set(bots.map((bot) => bot.platform))) {
      const [heir, ...others] = bots.filter((bot) => bot.platform === platform);
      if (!heir) continue;
      for (const { bot: gone } of this.#connection.all(query.botsOf, { platform })) {
        if (gone === null || accounts.has(gone)) continue;
        this.#leaveOpen({ platform, gone });
        // With several, nobody knows which of them is in the group: the first to hear it.
        const by = others.length === 0 ? heir.account : null;
        this.#connection.run(query.replaceInGroups, { platform, gone, by });
        this.#connection.run(query.replaceInAccounts, { platform, gone, by });
        this.#connection.run(query.replaceInOutbox, { platform, gone, by: heir.account });
      }
    }
    this.forget();
    this.#parts.onHandover();
  }

  /** Nobody can end the polls of an account that is gone, or hear what is ticked in them. */
  #leaveOpen(of: { readonly platform: string; readonly gone: string }): void {
    const open = this.#connection.run(dropPollsOf, of) + this.#connection.run(query.giveUp, of);
    const facts = { account: of.gone, open };
    if (open > 0) this.#parts.log.warn(facts, 'polls stay open: their account is gone');
  }

  #stored({ id }: Group): string | undefined {
    const bot = this.#connection.get(query.botOfGroup, { group: id })?.bot ?? undefined;
    if (bot !== undefined) this.#groups.set(id, bot);
    return bot;
  }
}
