/**
 * Hands in what happens on QQ. What comes in faster than it can be stored makes the platform wait;
 * what could not be stored is noted as lost, so that the next connection reads it back.
 */
import { type Incoming, instantOf, type LinkReport, type LinkTrouble } from '#kit';
import { ACCOUNT_OFFLINE } from './introduce.ts';
import type { Known } from './known.ts';
import { receive } from './receive.ts';
import type { MessageEvent, MetaEvent, WireEvent } from './wire.ts';

/** So many events under way, and the platform is asked to wait; half of them, and it may go on. */
const MOST_UNDER_WAY = 4_096;

/** What happened, as opposed to what an implementation says of itself. */
export type Happened = Exclude<WireEvent, MetaEvent>;

/** What carries a connection can be asked to wait. */
export interface Flow {
  pause(): void;
  resume(): void;
}

export interface IntakeParts {
  readonly report: Pick<LinkReport, 'receive' | 'dropped' | 'echoed'>;
  readonly known: Known;
  readonly isOver: () => boolean;
  /** Called when an event could not be stored, or QQ says that the account is gone. */
  readonly onTrouble: (trouble: LinkTrouble) => void;
}

export class Intake {
  readonly #parts: IntakeParts;
  #underWay = 0;
  flow: Flow | undefined;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Resolves when it is stored, or is nothing to us. @throws when it could not be stored */
  async take(event: Happened): Promise<void> {
    const { known, report, onTrouble } = this.#parts;
    const received = receive(event, this.#self());
    if (received.kind === 'own') {
      report.dropped('own message');
      report.echoed(received.echo);
      return;
    }
    if (received.kind === 'dropped') {
      report.dropped(received.what);
      const isGone = event.post_type === 'notice' && event.notice_type === 'bot_offline';
      if (isGone) onTrouble({ kind: 'loggedOut', why: ACCOUNT_OFFLINE });
      return;
    }
    const change = event.post_type === 'message' ? known.roles.changeIn(event) : undefined;
    if (!change) return this.#handIn(received.event);
    // Handed in together, so that a member's rights are there before the command that needs them.
    await Promise.all([this.#handIn(change), this.#handIn(received.event)]);
  }

  /** From history: the role that it names is not the role that the author had. */
  async takeRemembered(event: MessageEvent): Promise<void> {
    const self = this.#self();
    const received = receive({ ...event, self_id: self.id }, self);
    if (received.kind === 'own') this.#parts.report.echoed(received.echo);
    if (received.kind === 'event') await this.#handIn(received.event);
  }

  #self() {
    const { self } = this.#parts.known;
    if (this.#parts.isOver() || !self) throw new Error('this connection is over');
    return self;
  }

  async #handIn(event: Incoming): Promise<void> {
    const { known, report, isOver, onTrouble } = this.#parts;
    known.noteGroup(event.group, event.at);
    if (event.type === 'role') known.roles.note(event);
    // Whoever leaves takes no role along.
    if (event.type === 'leave') known.roles.forget(event);
    this.#begin();
    try {
      await report.receive(event);
    } catch (error) {
      if (event.type === 'role') known.roles.forget(event);
      known.noteGap(instantOf(event.at - 1));
      if (!isOver()) onTrouble({ kind: 'outage', why: 'an event could not be stored' });
      throw error;
    } finally {
      this.#finish();
    }
  }

  #begin(): void {
    this.#underWay += 1;
    if (this.#underWay === MOST_UNDER_WAY) this.flow?.pause();
  }

  #finish(): void {
    this.#underWay -= 1;
    if (this.#underWay === MOST_UNDER_WAY / 2) this.flow?.resume();
  }
}
