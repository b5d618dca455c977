/** Hands in what happens at the terminal, as the sandbox's wire would bring it. */
import { type Bot, formatInstant } from '#kit';
import { readLine } from '../../../bots/sandbox/index.ts';
import type { App } from '../../app.ts';
import type { MovedClock } from './moved-clock.ts';

/** An event as it stands on the wire, without its time. */
export type Happening = { readonly type: string } & Readonly<Record<string, unknown>>;

export type Handed =
  | { readonly kind: 'taken' }
  /** It does not fit the wire: too long, empty. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** The disk or the database refused; nothing of it is stored. */
  | { readonly kind: 'failed'; readonly why: string };

export class PretendPlatform {
  readonly #app: App;
  readonly #bot: Bot;
  readonly #clock: MovedClock;
  /** Makes the ids of this session differ from those of any other on the same database. */
  readonly #since: string;
  #ids = 0;

  constructor({ app, bot, clock }: { app: App; bot: Bot; clock: MovedClock }) {
    this.#app = app;
    this.#bot = bot;
    this.#clock = clock;
    this.#since = clock.now().toString(36);
  }

  /** A message id that no session has used; later ones sort after earlier ones. */
  freshId(): string {
    this.#ids += 1;
    return `t${this.#since}-${String(this.#ids).padStart(6, '0')}`;
  }

  /** Lets something happen now, and waits until all that follows from it at once is done. */
  async happen(happening: Happening): Promise<Handed> {
    const line = readLine(JSON.stringify({ at: formatInstant(this.#clock.now()), ...happening }));
    if (line.kind === 'tick') return { kind: 'taken' };
    if (line.kind === 'unreadable') return line;
    const handed = this.#app.receive(this.#bot, line.event).then(
      (): Handed => ({ kind: 'taken' }),
      (error: unknown): Handed => ({ kind: 'failed', why: String(error) }),
    );
    await this.#app.settle();
    return handed;
  }
}
