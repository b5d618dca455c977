/** What members do: talk, come, go, take back; each deed as the event a platform would send. */
import { type Bot, displayName, LONGEST_ID, parsePlatformId } from '#kit';
import type { Happening, PretendPlatform } from './pretend-platform.ts';
import type { Stage } from './stage.ts';
import type { Request } from './typed.ts';

type Asked<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;

export interface DeedParts {
  readonly bot: Bot;
  readonly platform: PretendPlatform;
  readonly stage: Stage;
}

export class Deeds {
  readonly #parts: DeedParts;
  /** By group and account: the last message, so that it can be taken back. */
  readonly #last = new Map<string, string>();

  constructor(parts: DeedParts) {
    this.#parts = parts;
  }

  /** Says it in the group, unless it is the number of a choice that the bot has offered. */
  async say(text: string): Promise<void> {
    const { stage, platform } = this.#parts;
    const offered = stage.choiceOf(text);
    if (!offered) {
      const most = stage.choicesFor(text);
      return most === undefined
        ? this.speak(text, false)
        : stage.note(stage.words.text('noSuchChoice', { most }));
    }
    await this.#happen({
      type: 'press',
      group: offered.isPrivate ? undefined : stage.group,
      from: stage.speaker.account,
      name: stage.speaker.fullName,
      choice: offered.choice.id,
      id: platform.freshId(),
    });
  }

  /** Says it in the group, or to the bot alone. */
  async speak(text: string, isPrivate: boolean): Promise<void> {
    const { stage, platform, bot } = this.#parts;
    const { account, fullName: name } = stage.speaker;
    const id = platform.freshId();
    const said = { from: account, name, id, text, mentions: stage.mentionsIn(text, bot) };
    if (isPrivate) {
      await this.#happen({ type: 'private', ...said });
      return;
    }
    const isTaken = await this.#happen({ type: 'message', group: stage.group, ...said });
    if (!isTaken) return;
    this.#last.set(placeOf(stage.group, account), id);
    stage.cast.note(account, false);
  }

  /** Somebody else speaks from now on. */
  become(name: string): void {
    const { stage, bot } = this.#parts;
    const { text } = stage.words;
    if (bot.names.includes(name.toLowerCase())) {
      stage.note(text('isBot'));
      return;
    }
    if (!this.#canCome(name)) return;
    const known = stage.cast.find(name);
    stage.speaker = known ?? stage.cast.findOrMake(name);
    const { name: shown, account } = stage.speaker;
    stage.note(text(known ? 'nowAs' : 'newAs', { name: displayName(shown) }));
    if (stage.cast.hasLeft(account)) stage.note(text('nowAsGone'));
  }

  async join({ name, by }: Asked<'join'>): Promise<void> {
    const { stage } = this.#parts;
    const { text } = stage.words;
    if (![name, by].every((one) => one === undefined || this.#canCome(one))) return;
    const member = stage.cast.findOrMake(name);
    const inviter = by === undefined ? undefined : stage.cast.findOrMake(by);
    stage.note(
      inviter
        ? text('joinedBy', { name: displayName(name), inviter: displayName(inviter.name) })
        : text('joined', { name: displayName(name) }),
    );
    await this.#happen({
      type: 'join',
      group: stage.group,
      member: member.account,
      name: member.fullName,
      inviter: inviter?.account,
    });
    stage.cast.note(member.account, false);
  }

  async leave({ name, by }: Asked<'leave'>): Promise<void> {
    const { stage } = this.#parts;
    const { text } = stage.words;
    if (by !== undefined && !this.#canCome(by)) return;
    const member = name === undefined ? stage.speaker : stage.cast.find(name);
    if (!member) return stage.note(text('nobody', { name: displayName(name ?? '') }));
    const admin = by === undefined ? undefined : stage.cast.findOrMake(by);
    const shown = displayName(member.name);
    stage.note(
      admin
        ? text('removed', { name: shown, by: displayName(admin.name) })
        : text('left', { name: shown }),
    );
    await this.#happen({
      type: 'leave',
      group: stage.group,
      member: member.account,
      by: admin?.account,
    });
    stage.cast.note(member.account, true);
  }

  /** The one who speaks takes the last message back. */
  async recall(): Promise<void> {
    const { stage } = this.#parts;
    const { speaker, group, words } = stage;
    const name = displayName(speaker.name);
    const place = placeOf(group, speaker.account);
    const id = this.#last.get(place);
    if (id === undefined) return stage.note(words.text('nothingToRecall', { name }));
    this.#last.delete(place);
    stage.note(words.text('recalled', { name }));
    await this.#happen({ type: 'recall', group, id });
  }

  /** The platform says that a group is somebody's. */
  async own(group: string, name: string): Promise<void> {
    const { account } = this.#parts.stage.cast.findOrMake(name);
    await this.#happen({ type: 'role', group, member: account, role: 'owner' });
  }

  /** A newcomer's name is the account's id as well. @returns false when it is too long for one */
  #canCome(name: string): boolean {
    const { stage } = this.#parts;
    if (stage.cast.find(name) || parsePlatformId(name) !== undefined) return true;
    stage.note(stage.words.text('nameTooLong', { most: LONGEST_ID }));
    return false;
  }

  /** @returns whether it took effect; if not, it is said why */
  async #happen(happening: Happening): Promise<boolean> {
    const { stage, platform } = this.#parts;
    const { text } = stage.words;
    const handed = await platform.happen(happening);
    if (handed.kind === 'unreadable') stage.note(notTaken(stage, handed.why));
    if (handed.kind === 'failed') stage.note(text('failed', { why: handed.why }));
    return handed.kind === 'taken';
  }
}

/** Too long is what people meet; anything else would be a mistake of the terminal's own. */
function notTaken({ words: { text } }: Stage, why: string): string {
  const most = /^text: is longer than (\d+) /.exec(why)?.[1];
  return most === undefined ? text('notTaken', { why }) : text('textTooLong', { most });
}

function placeOf(group: string, account: string): string {
  return `${group}\n${account}`;
}
