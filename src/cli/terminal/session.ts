/** One session at the terminal: does what each typed line asks for. */
import { type Bot, days, displayName, parsePlatformId } from '#kit';
import type { App } from '../../app.ts';
import { coreLabel } from '../../runtime/texts/index.ts';
import { membersOfGroup } from '../../store/group-members.ts';
import { roleOf } from '../../store/memberships.ts';
import type { Player } from './cast.ts';
import { moveTime } from './move-time.ts';
import type { MovedClock } from './moved-clock.ts';
import type { Happening, PretendPlatform } from './pretend-platform.ts';
import { helpLines, membersLines, spanText } from './show.ts';
import type { Stage } from './stage.ts';
import type { OwnCommand } from './texts/index.ts';
import type { Request } from './typed.ts';

/** Members whose names can be completed: those who were seen last. */
const MOST_KNOWN = 1_000;
/** Members that `/members` lists; more would fill the screen. */
const MOST_LISTED = 20;
/** Longest that one `/clock` lets pass: each thing due on the way is really done. */
const MOST_AHEAD = days(366);

export interface SessionParts {
  readonly app: App;
  readonly bot: Bot;
  readonly clock: MovedClock;
  readonly platform: PretendPlatform;
  readonly stage: Stage;
  /** The clock's time in words. */
  readonly timeText: () => string;
}

type Asked<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;

export class Session {
  readonly #parts: SessionParts;
  /** By group and account: the last message, so that it can be taken back. */
  readonly #last = new Map<string, string>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Goes to a group: learns who is there, and sees to it that somebody owns it. */
  async enter(group: string): Promise<void> {
    const { stage } = this.#parts;
    const members = await this.#membersOf(group);
    stage.group = group;
    for (const { account, name } of members) stage.cast.add({ account, name: displayName(name) });
    if (members.some(({ role }) => role === 'owner')) return;
    const owner = stage.cast.findOrMake(stage.words.labels.owner);
    await this.#happen({ type: 'role', group, member: owner.account, role: 'owner' });
  }

  async obey(request: Request): Promise<void> {
    switch (request.kind) {
      case 'nothing':
        return;
      case 'say':
        return this.#say(request.text);
      case 'private':
        return this.#speak(request.text, true);
      case 'as':
        return this.#become(request.name);
      case 'join':
        return this.#join(request);
      case 'leave':
        return this.#leave(request);
      case 'recall':
        return this.#recall();
      case 'group':
        return this.#go(request.id);
      case 'members':
        return this.#showMembers();
      case 'clock':
        return this.#clock(request);
      case 'help':
        return this.#help();
      case 'incomplete':
        return this.#explain(request.command);
    }
  }

  /** Says it in the group, unless it is the number of a choice that the bot has offered. */
  async #say(text: string): Promise<void> {
    const { stage, platform } = this.#parts;
    const offered = stage.choiceOf(text);
    if (!offered) return this.#speak(text, false);
    await this.#happen({
      type: 'press',
      group: offered.isPrivate ? undefined : stage.group,
      from: stage.speaker.account,
      choice: offered.choice.id,
      id: platform.freshId(),
    });
  }

  async #speak(text: string, isPrivate: boolean): Promise<void> {
    const { stage, platform, bot } = this.#parts;
    const { account } = stage.speaker;
    const id = platform.freshId();
    const said = { from: account, id, text, mentions: stage.mentionsIn(text, bot) };
    if (isPrivate) {
      await this.#happen({ type: 'private', ...said });
      return;
    }
    const isTaken = await this.#happen({ type: 'message', group: stage.group, ...said });
    if (isTaken) this.#last.set(placeOf(stage.group, account), id);
  }

  #become(name: string): void {
    const { stage, bot } = this.#parts;
    const { text } = stage.words;
    if (bot.names.includes(name.toLowerCase())) {
      stage.note(text('isBot'));
      return;
    }
    const known = stage.cast.find(name);
    stage.speaker = known ?? stage.cast.findOrMake(name);
    stage.note(text(known ? 'nowAs' : 'newAs', { name: displayName(name) }));
  }

  async #join({ name, by }: Asked<'join'>): Promise<void> {
    const { stage } = this.#parts;
    const { text } = stage.words;
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
      inviter: inviter?.account,
    });
  }

  async #leave({ name, by }: Asked<'leave'>): Promise<void> {
    const { stage } = this.#parts;
    const { text } = stage.words;
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
  }

  async #recall(): Promise<void> {
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

  async #go(group: string): Promise<void> {
    const { stage } = this.#parts;
    if (parsePlatformId(group) === undefined) return this.#explain('group');
    await this.enter(group);
    stage.note(stage.words.text('nowIn', { group: displayName(group) }));
  }

  async #showMembers(): Promise<void> {
    const { stage } = this.#parts;
    const { words, colours } = stage;
    const all = await this.#membersOf(stage.group);
    const members = all.slice(0, MOST_LISTED).map((row) => {
      const role = roleOf(row);
      const { name, messages } = row;
      return { name, role: coreLabel(words.language, role) ?? role, messages };
    });
    stage.show(membersLines(words, { members, more: all.length - members.length, colours }));
  }

  async #clock({ ahead }: Asked<'clock'>): Promise<void> {
    const { app, clock, stage, timeText } = this.#parts;
    const { text } = stage.words;
    if (ahead !== undefined && ahead > MOST_AHEAD) {
      return stage.note(text('clockTooFar', { most: spanText(MOST_AHEAD) }));
    }
    if (ahead !== undefined) await moveTime({ app, clock }, ahead);
    const before = spanText(clock.ahead);
    const time = timeText();
    stage.note(
      before === '' ? text('clockNow', { time }) : text('clockAhead', { time, ahead: before }),
    );
  }

  #help(): void {
    const { stage } = this.#parts;
    stage.show(helpLines(stage.words, stage.colours));
  }

  #explain(command: OwnCommand): void {
    const { stage } = this.#parts;
    const {
      words: [word],
      usage = '',
    } = stage.words.commands[command];
    stage.note(stage.words.text('usage', { usage: `/${word} ${usage}`.trim() }));
  }

  async #happen(happening: Happening): Promise<boolean> {
    const { stage, platform } = this.#parts;
    const { text } = stage.words;
    const handed = await platform.happen(happening);
    if (handed.kind === 'unreadable') stage.note(text('notTaken', { why: handed.why }));
    if (handed.kind === 'failed') stage.note(text('failed', { why: handed.why }));
    return handed.kind === 'taken';
  }

  async #membersOf(group: string) {
    const { app, bot } = this.#parts;
    const platformId = parsePlatformId(group);
    if (platformId === undefined) return [];
    const place = { platform: bot.platform, platformId, limit: MOST_KNOWN };
    const rows = await app.store.reader.all(membersOfGroup, place);
    return rows.flatMap(({ account, ...row }) => (account === null ? [] : [{ account, ...row }]));
  }
}

function placeOf(group: string, account: Player['account']): string {
  return `${group}\n${account}`;
}
