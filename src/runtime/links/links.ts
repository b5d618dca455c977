/**
 * The links of all bot accounts: starts and stops them, knows which are up, and tells the owners
 * elsewhere when one is in trouble that does not pass.
 */
import {
  type Bot,
  type Clock,
  type Echo,
  type Gap,
  type Health,
  type Incoming,
  type Instant,
  type Language,
  type Line,
  type LinkTrouble,
  type Log,
  minutes,
  type PlatformId,
  type Span,
  seconds,
  seededRandom,
  showSpan,
  spanBetween,
  type Timers,
} from '#kit';
import { coreText } from '../texts/index.ts';
import { Link } from './link.ts';
import type { LinkNews, Turn } from './link-news.ts';
import { Untold } from './untold.ts';

/** How the log says that an account is not connected; its state tells the same. */
export const LINK_DOWN = 'a link is down';
/** A trouble that lasts so long is told to the owners; what does not pass is told at once. */
const TOLD_AFTER = {
  outage: minutes(5),
  // A gateway that starts anew logs out and in again.
  loggedOut: seconds(30),
  credentials: undefined,
  rival: undefined,
} as const satisfies Record<LinkTrouble['kind'], Span | undefined>;
/** An account that was connected so lately keeps its groups, although another could take over. */
const GRACE = minutes(2);

export interface LinksParts {
  readonly bots: readonly Bot[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly seed: string;
  readonly news: LinkNews;
  readonly receive: (bot: Bot, event: Incoming) => Promise<void>;
  readonly hurry: () => void;
  readonly missed: (bot: Bot, gap: Gap) => Promise<void>;
  readonly estranged: (bot: Bot, group: PlatformId | undefined) => Promise<void>;
  /** Called at every change of a link, before anything that comes in is handed on. */
  readonly onChange: (health: Health) => void;
  readonly echoed: (bot: Bot, echo: Echo) => void;
  /** Called when an account can send again. */
  readonly onLive: (account: string) => void;
}

export class Links {
  readonly #parts: LinksParts;
  readonly #links: ReadonlyMap<string, Link>;
  /** Troubles that are not told yet. */
  readonly #untold = new Map<string, Untold>();
  /** Since when an account is out whose trouble has been told. */
  readonly #told = new Map<string, Health>();
  #startedAt: Instant | undefined;

  constructor(parts: LinksParts) {
    this.#parts = parts;
    const { clock, timers, log, seed, receive, hurry, missed, estranged, echoed } = parts;
    const changed = (health: Health) => this.#changed(health);
    this.#links = new Map(
      parts.bots.map((bot) => {
        const random = seededRandom(seed, `link of ${bot.account}`);
        const own = { bot, clock, timers, random, log };
        const link = new Link({ ...own, receive, hurry, missed, estranged, echoed, changed });
        return [bot.account, link];
      }),
    );
  }

  start(): void {
    this.#startedAt = this.#parts.clock.now();
    for (const link of this.#links.values()) link.start();
  }

  async stop(): Promise<void> {
    for (const untold of this.#untold.values()) untold.cancel();
    this.#parts.news.stop();
    await Promise.all([...this.#links.values()].map((link) => link.stop()));
  }

  /** Of every account that is kept connected; the sandbox needs no link. */
  get health(): readonly Health[] {
    if (this.#startedAt === undefined) return [];
    return [...this.#links.values()].map((link) => link.health);
  }

  /** Whether an account is connected or was so a moment ago; the sandbox always is. */
  isUp(account: string): boolean {
    if (this.#startedAt === undefined) return true;
    const health = this.#links.get(account)?.health;
    if (!health) return false;
    const isOut = health.state === 'down' || health.state === 'connecting';
    const lastHeard = health.heardAt ?? this.#startedAt;
    return !isOut || spanBetween(lastHeard, this.#parts.clock.now()) < GRACE;
  }

  /** Whether an account gets through right now; the sandbox always does. */
  isLive(account: string): boolean {
    if (this.#startedAt === undefined) return true;
    return this.#links.get(account)?.health.state === 'live';
  }

  #changed(health: Health): void {
    this.#parts.onChange(health);
    const { account, state, trouble } = health;
    const facts = { account, state, why: trouble?.why, details: trouble?.details };
    if (state === 'down' && trouble) this.#parts.log.warn(facts, LINK_DOWN);
    else this.#parts.log.info(facts, 'a link has changed');
    if (state === 'live') this.#isBack(health);
    else if (state === 'down' && trouble) this.#isOut(health, trouble);
  }

  #isBack({ account }: Health): void {
    this.#untold.get(account)?.back();
    this.#parts.onLive(account);
    const told = this.#told.get(account);
    this.#told.delete(account);
    if (!told) return;
    const out = spanBetween(told.since, this.#parts.clock.now());
    // Whoever has but this account hears only now why it was gone.
    const wasRival = told.trouble?.kind === 'rival';
    this.#tell({ account, kind: 'back' }, (language) =>
      coreText(language)(wasRival ? 'linkBackRival' : 'linkBack', {
        account,
        span: showSpan(out, language),
      }),
    );
  }

  #isOut(health: Health, trouble: LinkTrouble): void {
    const { account } = health;
    if (this.#told.has(account)) return;
    const wait = TOLD_AFTER[trouble.kind];
    const before = this.#untold.get(account);
    const tell = () => this.#tellTrouble(health, trouble);
    if (wait === undefined) {
      tell();
    } else if (before && before.wait <= wait) {
      before.out();
    } else {
      before?.cancel();
      const { timers } = this.#parts;
      const onOver = () => this.#forgetUntold(account);
      this.#untold.set(account, new Untold({ timers, wait, tell, onOver }));
    }
  }

  #forgetUntold(account: string): void {
    this.#untold.get(account)?.cancel();
    this.#untold.delete(account);
  }

  #tellTrouble(health: Health, { kind, why }: LinkTrouble): void {
    const { account, platform } = health;
    this.#forgetUntold(account);
    this.#told.set(account, health);
    if (kind === 'credentials') {
      const todo = `«npx qunli connect ${platform}» asks for a new token and tries it`;
      this.#parts.log.error({ account, why, todo }, 'the platform refuses this account');
    }
    this.#tell({ account, kind }, (language) => {
      const text = coreText(language);
      if (kind === 'rival') return text('linkRival', { account });
      if (kind === 'credentials') return text('linkRefused', { account, platform, why });
      if (kind === 'loggedOut') return text('linkLoggedOut', { account });
      return text('linkDown', { account, span: showSpan(TOLD_AFTER.outage, language), why });
    });
  }

  #tell(turn: Turn, words: (language: Language) => Line): void {
    this.#parts.news.tell(turn, words);
  }
}
