/** One QQ account, reached through a OneBot v11 implementation. */
import {
  type Bot,
  type BotOptions,
  type BotParts,
  type Capabilities,
  type Connection,
  type Delivery,
  type Fetched,
  type Instant,
  type LinkReport,
  type Outgoing,
  type PlatformId,
  plainText,
  type SendOutcome,
} from '#kit';
import { fetchFile } from './attached.ts';
import { Brake } from './brake.ts';
import { type Caller, SocketCalls } from './calls.ts';
import { capabilities } from './capabilities.ts';
import { echoOf } from './echo.ts';
import { connect } from './forward.ts';
import { HttpCalls } from './http-calls.ts';
import { Known } from './known.ts';
import { isDoubtful, outcomeOf } from './outcome.ts';
import { listen } from './reverse.ts';
import { type Prepared, prepare, prepareFile } from './send.ts';
import { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** Names under which members may call the bot beside its own. */
const NAMES = ['群力', 'qunli'];
const NOT_CONNECTED = {
  kind: 'notAccepted',
  why: 'QQ is not connected',
  retryAfterSeconds: 5,
} as const satisfies SendOutcome;

/** What leaves over a line that may be dead would only be in doubt as well. */
const IN_DOUBT = {
  kind: 'notAccepted',
  why: 'QQ has not answered; it is being asked whether it is there',
  retryAfterSeconds: 2,
} as const satisfies SendOutcome;

export class QqBot implements Bot {
  readonly platform = 'qq';
  readonly account: string;
  readonly can: Capabilities;
  readonly #settings: Settings;
  readonly #parts: BotParts;
  readonly #known: Known;
  readonly #brake: Brake;
  #session: Session | undefined;
  #caller: Caller | undefined;

  constructor({ account, settings, parts }: BotOptions<Settings>) {
    this.account = account;
    this.#settings = settings;
    this.#parts = parts;
    this.#known = new Known(parts.lastHeard);
    this.#brake = new Brake(parts);
    this.can = capabilities({
      gap: settings.GAP_SECONDS,
      perMinute: settings.PER_MINUTE,
      patience: settings.PATIENCE_SECONDS,
    });
  }

  get self(): PlatformId | undefined {
    return this.#known.self?.id;
  }

  get names(): readonly string[] {
    const own = this.#known.self?.name.normalize('NFKC').toLowerCase();
    return own === undefined ? NAMES : [own, ...NAMES];
  }

  async open(report: LinkReport): Promise<Connection> {
    const { URL: url, TOKEN: token, SECRET: secret, LISTEN, HTTP_URL } = this.#settings;
    const calls = HTTP_URL === undefined ? new SocketCalls(this.#parts) : undefined;
    const caller = calls ?? new HttpCalls({ url: HTTP_URL ?? '', token }, this.#parts);
    const session = this.#begin({ report, caller, calls });
    if (url !== undefined && calls) return connect({ url, token }, { session, calls });
    if (!LISTEN) throw new Error('there is no way to connect');
    const known = this.#known;
    const connection = await listen({ address: LISTEN, token, secret, session, known, calls });
    if (!calls) {
      try {
        await session.start();
        await session.admitted;
      } catch (error) {
        await connection.close();
        throw error;
      }
    }
    return connection;
  }

  async send({ action }: Delivery): Promise<SendOutcome> {
    if (action.do !== 'say' || action.file === undefined)
      return this.#carry(action, prepare(action));
    const { file, ...words } = action;
    const uploaded = await this.#carry(action, prepareFile(action, file));
    const isAlone = words.image === undefined && plainText(words.pieces) === '';
    if (uploaded.kind !== 'sent' || isAlone) return uploaded;
    const said = await this.#carry(words, prepare(words));
    if (said.kind === 'sent') return said;
    // To do it all again would show the file twice.
    return { kind: 'unknown', why: `the file arrived, its words did not: ${said.why}` };
  }

  async #carry(action: Outgoing, preparing: Promise<Prepared>): Promise<SendOutcome> {
    const session = this.#session;
    if (!session?.isIn || !this.#caller) return NOT_CONNECTED;
    if (session.isDoubted) return IN_DOUBT;
    const hold = action.do === 'say' ? this.#brake.hold : undefined;
    if (hold) return hold;
    const prepared = await preparing;
    if (prepared.kind === 'impossible') return { kind: 'refused', why: prepared.why };
    const called = await this.#caller.call(prepared.call);
    if (called.kind === 'noAnswer') void session.doubt();
    const outcome = outcomeOf(called);
    if (action.do !== 'say') return outcome;
    if (outcome.kind === 'sent') this.#brake.release();
    else if (called.kind === 'answered' && isDoubtful(called.answer)) {
      this.#brake.pull(outcome.kind === 'unknown' ? outcome.why : '');
    }
    return outcome;
  }

  async lookBack(where: { readonly group: PlatformId; readonly since: Instant }): Promise<void> {
    await this.#session?.lookBack(where);
  }

  echoOf(action: Outgoing): string | undefined {
    return echoOf(action);
  }

  async fetch(ref: string, most: number): Promise<Fetched> {
    const caller = this.#caller;
    if (!this.#session?.isIn || !caller) return { kind: 'unavailable', why: NOT_CONNECTED.why };
    const { URL: url, HTTP_URL } = this.#settings;
    const ownHosts = [url, HTTP_URL].flatMap((own) => (own ? [new URL(own).hostname] : []));
    return fetchFile({ caller, fetching: this.#parts.fetching, ownHosts }, ref, most);
  }

  /** Nothing of people is in a file, but roles that are known would not be told anew. */
  async forget(ids: readonly PlatformId[]): Promise<void> {
    this.#known.roles.forgetPeople(ids);
  }

  #begin(way: {
    readonly report: LinkReport;
    readonly caller: Caller;
    readonly calls: SocketCalls | undefined;
  }): Session {
    const { report, caller, calls } = way;
    const session = new Session({
      report,
      known: this.#known,
      parts: this.#parts,
      caller,
      ...(calls ? { answers: calls } : {}),
      // Whom we dial is the operator's choice; who dials us may be anybody's.
      isFixed: this.#settings.LISTEN !== undefined,
    });
    this.#session = session;
    this.#caller = caller;
    return session;
  }
}
