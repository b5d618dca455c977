/**
 * One life of a connection to a OneBot implementation, whatever carries it: whose it is, what comes
 * in, whether it is still alive, and what was lost before it.
 */
import {
  type BotParts,
  type Gap,
  type Instant,
  LinkRefusal,
  type LinkReport,
  type LinkTrouble,
  type PlatformId,
} from '#kit';
import type { Caller, SocketCalls } from './calls.ts';
import { GapCloser } from './gap-closer.ts';
import { lookBack, readBack, tell } from './history.ts';
import { type Flow, type Happened, Intake } from './intake.ts';
import { ACCOUNT_OFFLINE, introduce, probe } from './introduce.ts';
import type { Known } from './known.ts';
import { Pulse } from './pulse.ts';
import {
  type Answer,
  type Frame,
  type MessageEvent,
  type MetaEvent,
  readFrame,
  type WireEvent,
} from './wire.ts';

/** What comes before it is known for whom is kept, up to so many events. */
const MOST_EARLY = 1_000;

export interface SessionParts {
  readonly report: LinkReport;
  readonly known: Known;
  readonly parts: BotParts;
  readonly caller: Caller;
  /** Where answers go that come in among the events. */
  readonly answers?: SocketCalls;
  /** Whether another account is taken for a stranger, not for a change of account. */
  readonly isFixed: boolean;
}

export class Session {
  readonly #parts: SessionParts;
  readonly #intake: Intake;
  readonly #pulse: Pulse;
  readonly #gap: GapCloser;
  readonly #early: Happened[] = [];
  #isIn = false;
  #isOver = false;
  #isDoubted = false;
  #heardAt: Instant | undefined;
  #letIn: (() => void) | undefined;
  #refuse: ((error: Error) => void) | undefined;
  /** Resolves when the implementation has said whose account it is; rejects when it is over. */
  readonly admitted: Promise<void>;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { report, known } = parts;
    const onTrouble = (trouble: LinkTrouble) => this.end(trouble);
    this.#intake = new Intake({ report, known, isOver: () => this.#isOver, onTrouble });
    this.#pulse = new Pulse(parts.parts, (silence) => {
      this.end({ kind: 'outage', why: `no heartbeat for ${Math.round(silence / 1_000)} s` });
    });
    this.#gap = new GapCloser({
      known,
      parts: parts.parts,
      read: (gap) => this.#read(gap),
      giveUp: (gap) => tell(report, gap),
    });
    this.admitted = new Promise((resolve, reject) => {
      this.#letIn = resolve;
      this.#refuse = reject;
    });
    // Who waits for it is told; where nobody waits it is no stray error.
    this.admitted.catch(() => undefined);
  }

  get isIn(): boolean {
    return this.#isIn && !this.#isOver;
  }

  set flow(flow: Flow) {
    this.#intake.flow = flow;
  }

  /** Asks whose account it is. After a change of sockets it asks again, and closes the gap. */
  async start(): Promise<void> {
    try {
      const { id, nickname } = await introduce(this.#parts.caller);
      this.#admit(id, nickname);
    } catch (error) {
      // An implementation that announces itself need not answer this.
      if (this.#isIn && !(error instanceof LinkRefusal)) return;
      const why = error instanceof Error ? error.message : String(error);
      this.end({ kind: error instanceof LinkRefusal ? error.kind : 'outage', why });
    }
  }

  /** Takes a frame of a socket. Never throws. */
  take(text: string): void {
    if (this.#isOver) return;
    const frame = readFrame(text);
    if (frame.kind === 'event') this.takeEvent(frame.event).catch(() => undefined);
    else this.#takeOther(frame);
  }

  /** @throws when the event could not be stored; it may be delivered again */
  async takeEvent(event: WireEvent): Promise<void> {
    if (this.#isIn) this.#hear();
    if (event.post_type === 'meta_event') return this.#takeMeta(event);
    this.#pulse.heard();
    if (this.#isIn) return this.#intake.take(event);
    if (this.#early.length < MOST_EARLY) this.#early.push(event);
    else this.#parts.report.dropped('before the login');
  }

  /** Resolves when QQ behind the implementation is there. @throws when it is not */
  async probe(): Promise<void> {
    await probe(this.#parts.caller);
  }

  /** Something may have been lost since anything was heard last. */
  noteGap(): void {
    if (this.#heardAt !== undefined) this.#parts.known.noteGap(this.#heardAt);
  }

  /** It is over, for which reason whatever; the first one counts. */
  end(trouble: LinkTrouble): void {
    if (this.#isOver) return;
    this.noteGap();
    this.#parts.known.keep();
    this.#isOver = true;
    this.#pulse.stop();
    this.#gap.stop();
    const { kind, why } = trouble;
    this.#parts.answers?.end(why);
    this.#refuse?.(kind === 'outage' ? new Error(why) : new LinkRefusal(kind, why));
    this.#parts.report.lost(trouble);
  }

  /** Takes what the account has said in a group since a moment. Does not fail. */
  async lookBack({ group, since: from }: { group: PlatformId; since: Instant }): Promise<void> {
    const { caller, known, parts } = this.#parts;
    const self = known.self?.id;
    if (!this.isIn || self === undefined) return;
    const take = (event: MessageEvent) => this.#intake.takeRemembered(event);
    const gap = { from, to: parts.clock.now() };
    await lookBack({ caller, self, take, gap, isOver: () => this.#isOver }, group);
  }

  /** Whether a call was not answered, and it is being found out whether anybody is there. */
  get isDoubted(): boolean {
    return this.#isDoubted;
  }

  /** A call was not answered: the line may be dead, although nobody has closed it. */
  async doubt(): Promise<void> {
    if (this.#isDoubted || this.#isOver) return;
    this.#isDoubted = true;
    try {
      await this.probe();
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      const kind = error instanceof LinkRefusal ? error.kind : 'outage';
      const why = `a message was not answered, nor was what followed: ${said}`;
      this.end({ kind, why: kind === 'outage' ? why : said });
    } finally {
      this.#isDoubted = false;
    }
  }

  #read(gap: Omit<Gap, 'groups'>): Promise<void> {
    const { caller, report, known } = this.#parts;
    return readBack({
      caller,
      report,
      groups: known.groups,
      talking: () => known.talkingSince(gap.from),
      gap,
      take: (event) => this.#intake.takeRemembered(event),
      isOver: () => this.#isOver,
    });
  }

  #hear(): void {
    this.#heardAt = this.#parts.parts.clock.now();
    this.#parts.known.hear(this.#heardAt);
    this.#parts.report.heard();
  }

  #takeOther(frame: Exclude<Frame, { kind: 'event' }>): void {
    const { answers, report } = this.#parts;
    if (this.#isIn) this.#hear();
    if (frame.kind === 'foreign') report.dropped(frame.what);
    else if (answers?.answered(frame.answer)) return;
    else if (isRefusal(frame.answer)) {
      // NapCat takes the connection, says that the token is wrong, and closes it.
      this.end({ kind: 'credentials', why: 'the access token is wrong' });
    } else report.dropped('late answer');
  }

  #takeMeta({ self_id, meta_event_type: type, sub_type, status, interval }: MetaEvent): void {
    const { known, report } = this.#parts;
    if (this.#isIn && self_id !== known.self?.id) report.dropped('of another account');
    else if (type === 'lifecycle' && sub_type === 'connect') this.#admit(self_id);
    else if (type !== 'heartbeat') return;
    else if (status?.online === false) {
      this.end({ kind: 'loggedOut', why: ACCOUNT_OFFLINE });
    } else this.#pulse.beat(interval);
  }

  #admit(id: PlatformId, nickname?: string): void {
    const { known, isFixed } = this.#parts;
    if (this.#isOver) return;
    const isStranger = known.self !== undefined && known.self.id !== id;
    if (isStranger && (isFixed || this.#isIn)) {
      const why = `QQ account ${id} came in place of ${known.self?.id}; restart after a change`;
      this.end({ kind: 'outage', why });
      return;
    }
    known.meet(id, nickname);
    if (!this.#isIn) this.#enter();
    // The account's name comes second, and with it the proof that calls are answered.
    if (nickname !== undefined) void this.#gap.close();
  }

  #enter(): void {
    this.#isIn = true;
    this.#parts.report.authorized();
    this.#hear();
    this.#letIn?.();
    for (const event of this.#early.splice(0)) this.#intake.take(event).catch(() => undefined);
  }
}

function isRefusal({ retcode }: Answer): boolean {
  return retcode === 1401 || retcode === 1403;
}
