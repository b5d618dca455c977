/** One session at the terminal: does what each typed line asks for. */
import { type Bot, days, displayName, LANGUAGES, parsePlatformId } from '#kit';
import type { App } from '../../app.ts';
import { nearWords } from '../../runtime/hearing/suggest.ts';
import type { Registry } from '../../runtime/registry.ts';
import { coreLabel } from '../../runtime/texts/index.ts';
import { membersOfGroup } from '../../store/group-members.ts';
import { roleOf } from '../../store/memberships.ts';
import type { Deeds } from './deeds.ts';
import { moveTime } from './move-time.ts';
import type { MovedClock } from './moved-clock.ts';
import { helpLines, membersLines, spanText } from './show.ts';
import type { Stage } from './stage.ts';
import { type OwnCommand, ownWordsIn } from './texts/index.ts';
import { ownWords, type Request } from './typed.ts';

/** Members whose names can be completed: those who were seen last. */
const MOST_KNOWN = 1_000;
/** Members that `/members` lists; more would fill the screen. */
const MOST_LISTED = 20;
/** Longest that one `/clock` lets pass: each thing due on the way is really done. */
const MOST_AHEAD = days(366);
/** What the first member is called, in each language. */
const FIRST_NAMES = LANGUAGES.map((language) => ownWordsIn(language).labels.firstMember);

export interface SessionParts {
  readonly app: App;
  readonly bot: Bot;
  readonly clock: MovedClock;
  readonly stage: Stage;
  readonly deeds: Deeds;
  /** Knows which words are the bot's. */
  readonly registry: Registry;
  /** The clock's time in words. */
  readonly timeText: () => string;
}

type Asked<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;

export class Session {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Opens the first group as whoever began it, whose name is of the language that it had then. */
  async begin(group: string): Promise<void> {
    const { stage } = this.#parts;
    const names = new Set((await this.#membersOf(group)).map(({ name }) => name));
    const began = FIRST_NAMES.find((name) => names.has(name));
    if (!names.has(stage.speaker.name) && began !== undefined) {
      stage.speaker = { name: began, fullName: began, account: began };
    }
    await this.enter(group);
  }

  /** Goes to a group: learns who is there, and sees to it that somebody owns it. */
  async enter(group: string): Promise<void> {
    const { stage, deeds } = this.#parts;
    const members = await this.#membersOf(group);
    stage.group = group;
    for (const { account, name: fullName } of members) {
      stage.cast.add({ account, fullName, name: displayName(fullName) });
    }
    stage.speaker = stage.cast.findOrMake(stage.speaker.name);
    const owner = members.find(({ role }) => role === 'owner');
    stage.ownerName = owner ? displayName(owner.name) : stage.words.labels.owner;
    if (!owner) await deeds.own(group, stage.ownerName);
  }

  /** Says what time it is here, and how far that is from real time. */
  showTime(): void {
    const { clock, stage, timeText } = this.#parts;
    const { text } = stage.words;
    const ahead = spanText(clock.ahead);
    const time = timeText();
    stage.note(ahead === '' ? text('clockNow', { time }) : text('clockAhead', { time, ahead }));
  }

  async obey(request: Request): Promise<void> {
    const { deeds } = this.#parts;
    switch (request.kind) {
      case 'nothing':
        return;
      case 'say':
        return deeds.say(request.text);
      case 'slash':
        return this.#slash(request);
      case 'private':
        return deeds.speak(request.text, true);
      case 'as':
        return deeds.become(request.name);
      case 'join':
        return deeds.join(request);
      case 'leave':
        return deeds.leave(request);
      case 'recall':
        return deeds.recall();
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

  /** The bot hears it, unless it is a slip in a command of the terminal. */
  async #slash({ word, text: line }: Asked<'slash'>): Promise<void> {
    const { stage, deeds } = this.#parts;
    const { text, labels } = stage.words;
    const typed = displayName(word);
    const meant = this.#isForBot(word) ? undefined : nearWords(word.toLowerCase(), ownWords)[0];
    if (meant !== undefined) return stage.note(text('unknownOwn', { typed, word: meant }));
    await deeds.say(line);
    if (!this.#isForBot(word)) stage.note(text('unknownWord', { typed, help: labels.help }));
  }

  /** Its own word, or one so near that the bot asks whether it was meant. */
  #isForBot(word: string): boolean {
    const { registry } = this.#parts;
    return nearWords(registry.keyOf(word), registry.words()).length > 0;
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
    const { app, clock, stage } = this.#parts;
    if (ahead !== undefined && ahead > MOST_AHEAD) {
      return stage.note(stage.words.text('clockTooFar', { most: spanText(MOST_AHEAD) }));
    }
    if (ahead !== undefined) await moveTime({ app, clock }, ahead);
    this.showTime();
  }

  #help(): void {
    const { stage } = this.#parts;
    stage.show(helpLines(stage.words, stage));
  }

  #explain(command: OwnCommand): void {
    const { stage } = this.#parts;
    const {
      words: [word],
      usage = '',
    } = stage.words.commands[command];
    stage.note(stage.words.text('usage', { usage: `/${word} ${usage}`.trim() }));
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
