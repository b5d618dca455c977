/**
 * Keeps one bot account connected. It opens a connection, watches that it is heard, asks it when it
 * falls silent, and throws it away and opens a new one when it does not answer, for ever. It trusts
 * nothing but what came in: libraries say that they are connected when they are not.
 */
import {
  type Bot,
  type Clock,
  type Connection,
  type Echo,
  type Gap,
  type Health,
  type Incoming,
  type LinkReport,
  type LinkState,
  type LinkTrouble,
  type Log,
  minutes,
  type PlatformId,
  type Random,
  type Span,
  seconds,
  spanBetween,
  type Timer,
  type Timers,
} from '#kit';
import { Backoff } from './backoff.ts';
import { inTime, Life, silenceOf, troubleOf, wordsOf } from './life.ts';
import { Silence } from './silence.ts';

/** So long a connection may take to be let in. */
const OPENING = seconds(60);
/** How often the link is looked at. */
const LOOK = seconds(10);
/** After so much silence it is asked; with {@link ANSWERING} it is found deaf within 120 s. */
const SILENCE = seconds(60);
const ANSWERING = seconds(20);
/** An end of a connection may not hold up the next. */
const CLOSING = seconds(5);
/** Live for so long, a link is taken for sound: its next trouble is a new one. */
const CALM = minutes(1);

export interface LinkParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** Resolves when the event is committed. */
  readonly receive: (bot: Bot, event: Incoming) => Promise<void>;
  /** Commits what waits for company. */
  readonly hurry: () => void;
  readonly missed: (bot: Bot, gap: Gap) => Promise<void>;
  readonly estranged: (bot: Bot, group: PlatformId | undefined) => Promise<void>;
  readonly echoed: (bot: Bot, echo: Echo) => void;
  /** Called at every change of state. */
  readonly changed: (health: Health) => void;
}

export class Link {
  readonly #parts: LinkParts;
  readonly #backoff: Backoff;
  readonly #dropped = new Map<string, number>();
  #state: LinkState = 'down';
  #since;
  #heardAt: Health['heardAt'];
  /** Of the present connection. */
  readonly #silence: Silence;
  #trouble: LinkTrouble | undefined;
  #generation = 0;
  #isStopped = false;
  /** The present connection's, while there is one. */
  #life: Life | undefined;
  /** Ends the wait that is going on. */
  #wake: (() => void) | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#since = parts.clock.now();
    this.#silence = new Silence(parts.clock);
    this.#backoff = new Backoff(parts.random);
  }

  get health(): Health {
    const { platform, account } = this.#parts.bot;
    return {
      platform,
      account,
      state: this.#state,
      since: this.#since,
      heardAt: this.#heardAt,
      trouble: this.#trouble,
      generation: this.#generation,
      dropped: Object.fromEntries(this.#dropped),
    };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Closes the connection; nothing is opened any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#life?.end(undefined);
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const trouble = await this.#live();
      this.#set('down', trouble);
      if (!this.#isStopped) await this.#pause(this.#backoff.next(trouble?.kind));
    }
  }

  /** One life of a connection. @returns why it is over; undefined when it was stopped */
  async #live(): Promise<LinkTrouble | undefined> {
    this.#generation += 1;
    this.#silence.end();
    this.#set('connecting');
    const life = new Life();
    this.#life = life;
    const report = this.#reportOf(life);
    try {
      const opening = this.#parts.bot.open(report);
      // One that comes too late is closed all the same.
      opening.then(
        (late) => {
          if (life.isOver) void this.#close(late);
        },
        () => undefined,
      );
      const connection = await this.#inTime(Promise.race([opening, life.over]), OPENING);
      if (life.isOver || !connection) return life.trouble;
      await this.#watch(connection, life);
      await this.#close(connection);
      return life.trouble;
    } catch (error) {
      life.end(troubleOf(error));
      return life.trouble;
    }
  }

  #reportOf(life: Life): LinkReport {
    const { bot, log } = this.#parts;
    const inLife = (then: () => void) => () => {
      if (!life.isOver) then();
    };
    const heard = inLife(() => {
      this.#hear();
      if (this.#state !== 'live') this.#set('live');
    });
    return {
      authorized: inLife(() => {
        this.#hear();
        if (this.#state === 'connecting') this.#set('authorized');
      }),
      heard,
      receive: (event) => {
        if (life.isOver) return Promise.reject(new Error('this connection is over'));
        heard();
        return this.#parts.receive(bot, event);
      },
      hurry: () => this.#parts.hurry(),
      dropped: (what) => this.#dropped.set(what, (this.#dropped.get(what) ?? 0) + 1),
      missed: (gap) => {
        this.#parts.missed(bot, gap).catch((error: unknown) => {
          log.error({ error, account: bot.account }, 'a gap could not be told');
        });
      },
      estranged: (group) => {
        this.#parts.estranged(bot, group).catch((error: unknown) => {
          log.error({ error, account: bot.account }, 'it could not be told that ids are new');
        });
      },
      echoed: (echo) => this.#parts.echoed(bot, echo),
      lost: (trouble) => {
        if (life.isOver) return;
        life.end(trouble);
        this.#wake?.();
      },
    };
  }

  /** Until the life is over: looks at the clock, and asks a silent platform. */
  async #watch(connection: Connection, life: Life): Promise<void> {
    while (!life.isOver) {
      await this.#pause(LOOK);
      if (life.isOver || this.#silence.span < SILENCE) continue;
      this.#set('stale');
      try {
        await this.#inTime(Promise.race([connection.probe(), life.over]), ANSWERING);
        if (life.isOver) return;
        this.#hear();
        this.#set('live');
      } catch (error) {
        life.end(silenceOf(error));
      }
    }
  }

  #hear(): void {
    this.#heardAt = this.#parts.clock.now();
    this.#silence.end();
  }

  async #close(connection: Connection): Promise<void> {
    try {
      await this.#inTime(connection.close(), CLOSING);
    } catch (error) {
      const { account } = this.#parts.bot;
      this.#parts.log.warn({ account, why: wordsOf(error) }, 'a connection did not end well');
    }
  }

  #set(state: LinkState, trouble?: LinkTrouble): void {
    if (state === 'live') this.#trouble = undefined;
    else if (trouble) this.#trouble = trouble;
    if (state === this.#state) return;
    const { clock } = this.#parts;
    if (this.#state === 'live' && spanBetween(this.#since, clock.now()) >= CALM) {
      this.#backoff.reset();
    }
    this.#state = state;
    this.#since = clock.now();
    this.#parts.changed(this.health);
  }

  /** Waits, unless it is woken; nobody else waits meanwhile. */
  async #pause(span: Span): Promise<void> {
    let timer: Timer | undefined;
    await new Promise<void>((go) => {
      timer = this.#parts.timers.after(span, go);
      this.#wake = go;
    });
    timer?.cancel();
    this.#wake = undefined;
  }

  async #inTime<T>(work: Promise<T>, span: Span): Promise<T> {
    return inTime(this.#parts.timers, span, work);
  }
}
