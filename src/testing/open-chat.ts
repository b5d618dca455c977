/**
 * `openChat()`: a whole app around a pretend group, on a real SQLite file with a hand-set clock, so
 * that a test of a feature reads like the group's own talk. For our tests and for plugin authors.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Bot,
  type Capabilities,
  type Feature,
  type FileRoom,
  type Incoming,
  type Instant,
  instantOf,
  type Language,
  type Log,
  type MemberId,
  type PlatformId,
  parseInstant,
  parsePlatformId,
  parseZone,
  type SendOutcome,
} from '#kit';
import { sandboxBot } from '../../bots/sandbox/index.ts';
import { type App, type AppOptions, openApp } from '../app.ts';
import type { ExportParts } from '../exports.ts';
import { fetching } from '../fetching.ts';
import { realTimers } from '../host.ts';
import { SetClock } from '../runtime/set-clock.ts';
import { ChatMember } from './chat-member.ts';
import { type Heard, heardFrom } from './heard.ts';

export interface ChatOptions {
  readonly features: readonly Feature[];
  /** ISO 8601 with a zone; where the clock starts. */
  readonly now?: string;
  /** Settings of every community, e.g. `{ 'checkin.points': 10 }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly language?: Language;
  readonly zone?: string;
  readonly seed?: string;
  /** An existing folder whose database is opened again; it is then not removed at the end. */
  readonly folder?: string;
  readonly files?: FileRoom;
  /** Public numbers for lotteries; without them draws are commit and reveal only. */
  readonly beacon?: AppOptions['beacon'];
  /** What the pretend platform can do otherwise than the sandbox. */
  readonly can?: Partial<Capabilities>;
  /** How the platform takes what is sent; undefined: as it should. */
  readonly outcome?: () => SendOutcome | undefined;
}

export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export class Chat {
  readonly app: App;
  readonly folder: string;
  /** What an export of this group needs to know. */
  readonly exportParts: ExportParts;
  /** What went wrong inside: a test that expects no bugs looks here. */
  readonly errors: unknown[] = [];
  readonly #heard: Heard[] = [];
  readonly #clock: SetClock;
  readonly #receive: (event: Incoming) => Promise<void>;
  readonly #isOurs: boolean;
  #next = 0;
  #ids = 0;

  private constructor(parts: ChatParts) {
    this.app = parts.app;
    this.folder = parts.folder;
    this.exportParts = parts.exportParts;
    this.errors = parts.errors;
    this.#heard = parts.heard;
    this.#clock = parts.clock;
    this.#receive = (event) => parts.app.receive(parts.bot, event);
    this.#isOurs = parts.isOurs;
  }

  static async open(options: ChatOptions): Promise<Chat> {
    return new Chat(await openParts(options));
  }

  /** A member of the group who can say and do things; the account's id is the name itself. */
  member(name: string, group = 'g1'): ChatMember {
    return new ChatMember(this, { name, account: idOf(name), group: idOf(group) });
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** A message id that was not used before. */
  freshId(): string {
    this.#ids += 1;
    return `t${this.#ids}`;
  }

  /** Hands in an event and waits until everything that follows from it is done. */
  async happen(event: Incoming): Promise<void> {
    void this.#receive(event).catch((error: unknown) => this.errors.push(error));
    await this.app.settle();
  }

  /** Lets time pass; what falls due happens. */
  async advance(span: Span): Promise<void> {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = span;
    const ms = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
    this.#clock.moveTo(instantOf(this.now() + ms));
    await this.app.tick();
    await this.app.settle();
  }

  /** Sets the clock to a moment that is still to come. */
  async at(time: string): Promise<void> {
    const instant = parseInstant(time);
    assert(instant !== undefined && instant >= this.now(), `${time} is not a later moment`);
    await this.advance({ seconds: (instant - this.now()) / 1_000 });
  }

  /** The next thing that the bot said and nobody listened to yet. */
  next(): Heard {
    const heard = this.#heard[this.#next];
    assert(heard, 'the bot said nothing more');
    this.#next += 1;
    return heard;
  }

  /** Asserts what the bot says next, word for word or by a pattern. */
  hears(expected: string | RegExp): Heard {
    const heard = this.next();
    if (typeof expected === 'string') assert.equal(heard.text, expected);
    else assert.match(heard.text, expected);
    return heard;
  }

  /** Asserts that the bot has said nothing more. */
  hearsNothing(): void {
    assert.deepEqual(
      this.#heard.slice(this.#next).map(({ text }) => text),
      [],
    );
  }

  /** Everything said since somebody last listened; nothing is left afterwards. */
  rest(): readonly Heard[] {
    const rest = this.#heard.slice(this.#next);
    this.#next = this.#heard.length;
    return rest;
  }

  /** The balance of a member, read by the second connection. */
  async pointsOf(member: ChatMember): Promise<number> {
    return this.app.store.reader.ledger.balanceOf(await this.idOf(member));
  }

  /** The number of a member in the database. */
  async idOf(member: ChatMember): Promise<MemberId> {
    const { group, account } = member.who;
    return this.app.store.write(this.now(), async (_, { directory }) => {
      const { community } = directory.group('sandbox', group, this.now());
      return directory.member('sandbox', { id: account }, community).id;
    });
  }

  async close(): Promise<void> {
    await this.app.close();
    if (this.#isOurs) rmSync(this.folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Opens a pretend group. @example await using chat = await openChat({ features: [checkin] }); */
export function openChat(options: ChatOptions): Promise<Chat> {
  return Chat.open(options);
}

type ChatParts = Awaited<ReturnType<typeof openParts>>;

const START = '2026-03-01T09:00:00+08:00';

async function openParts(options: ChatOptions) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'qunli-chat-'));
  const clock = new SetClock(parseInstant(options.now ?? START));
  const heard: Heard[] = [];
  const errors: unknown[] = [];
  const sandbox = sandboxBot(async (delivery) => {
    heard.push(heardFrom(delivery));
  }, fetching);
  const bot: Bot = {
    ...sandbox,
    can: { ...sandbox.can, ...options.can },
    send: async (delivery) => options.outcome?.() ?? sandbox.send(delivery),
  };
  const zone = parseZone(options.zone ?? 'Asia/Shanghai');
  assert(zone, 'not a time zone');
  const language = options.language ?? 'zh-CN';
  const exportParts: ExportParts = {
    file: join(folder, 'qunli.db'),
    features: options.features,
    everywhere: new Map(Object.entries(options.settings ?? {})),
  };
  const app = await openApp({
    ...exportParts,
    bots: [bot],
    clock,
    timers: realTimers,
    log: collecting(errors),
    files: options.files ?? noFiles,
    beacon: options.beacon,
    seed: options.seed ?? 'test',
    language,
    zone,
    pid: process.pid,
  });
  const isOurs = options.folder === undefined;
  return { app, bot, clock, heard, errors, folder, exportParts, isOurs };
}

function collecting(errors: unknown[]): Log {
  return {
    info: () => undefined,
    warn: () => undefined,
    error: (facts) => errors.push(facts.error ?? facts),
  };
}

const noFiles: FileRoom = {
  writeText: async () => assert.fail('this chat has no files; pass `files`'),
  keep: async () => assert.fail('this chat has no files; pass `files`'),
  writeExport: async () => assert.fail('this chat has no files; pass `files`'),
  remove: async () => assert.fail('this chat has no files; pass `files`'),
};

function idOf(text: string): PlatformId {
  const id = parsePlatformId(text);
  assert(id, `not an id: ${text}`);
  return id;
}
