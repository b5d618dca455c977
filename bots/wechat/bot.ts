/** One WeChat account, behind a gateway that the operator brings. */
import {
  type Bot,
  type BotOptions,
  type Capabilities,
  type Connection,
  type Delivery,
  type Fetched,
  type LinkReport,
  minutes,
  type Outgoing,
  type PlatformId,
  type SendOutcome,
  type Span,
  seconds,
  type Timer,
} from '#kit';
import { fetchFile } from './attached.ts';
import { paceOf, wechatCan } from './capabilities.ts';
import { Client } from './client.ts';
import { Gaps } from './gaps.ts';
import { isIdentityLost, isUnstable } from './identity.ts';
import { Memory } from './memory.ts';
import { carryOut, echoOf } from './send.ts';
import type { WechatSettings } from './settings.ts';
import { NOBODY_LOGGED_IN, notAccepted } from './trouble.ts';
import { prepareCall } from './wire/call.ts';
import type { Packages } from './wire/packages.ts';

export class WechatBot implements Bot {
  readonly platform = 'wechat';
  readonly account: string;
  readonly can: Capabilities;
  readonly #options: BotOptions<WechatSettings>;
  readonly #packages: Packages;
  readonly #memory: Memory;
  readonly #gaps: Gaps;
  #client: Client | undefined;
  #self: PlatformId | undefined;
  #names: readonly string[] = [];
  #hasWarned = false;
  /** Groups that have not been told yet that everybody in them has a new id. */
  #untold = new Set<PlatformId>();
  /** Until the groups are asked for once more. */
  #comparing: Timer | undefined;

  constructor(packages: Packages, options: BotOptions<WechatSettings>) {
    const { account, settings, parts } = options;
    this.account = account;
    const speaksFirst = settings.SPEAKS_FIRST === 'yes';
    this.can = { ...wechatCan, speaksFirst, pace: paceOf(paceIn(settings)) };
    this.#packages = packages;
    this.#options = options;
    this.#gaps = new Gaps(parts.lastHeard);
    this.#memory = new Memory(parts.folder, parts.log);
  }

  get self(): PlatformId | undefined {
    return this.#client?.self ?? this.#self;
  }

  get names(): readonly string[] {
    const now = this.#client?.ownNames ?? [];
    if (now.length > 0) this.#names = now.map((name) => name.normalize('NFKC').toLowerCase());
    return this.#names;
  }

  async open(report: LinkReport): Promise<Connection> {
    const { parts, settings } = this.#options;
    const call = await prepareCall(this.#packages, settings);
    const onLogin = (self: PlatformId) => this.#login(client, { self, report });
    const onTalk = (group: PlatformId) => {
      if (this.#untold.delete(group)) report.estranged(group);
    };
    const kept = { memory: this.#memory, gaps: this.#gaps };
    const client: Client = new Client({ call, parts, report, onLogin, onTalk, ...kept });
    this.#client = client;
    await client.open();
    return {
      probe: () => client.probe(),
      close: () => {
        if (this.#client === client) this.#comparing?.cancel();
        return client.close();
      },
    };
  }

  async send({ action }: Delivery): Promise<SendOutcome> {
    const client = this.#client;
    if (client?.self === undefined) return notAccepted(NOBODY_LOGGED_IN);
    const { timers } = this.#options.parts;
    return carryOut({ call: client.call, timers, FileBox: this.#packages.FileBox }, action);
  }

  echoOf(action: Outgoing): string | undefined {
    return echoOf(action);
  }

  async fetch(ref: string, most: number): Promise<Fetched> {
    const client = this.#client;
    if (client?.self === undefined) return { kind: 'unavailable', why: NOBODY_LOGGED_IN };
    const { parts, settings } = this.#options;
    const ownHosts = [settings.ENDPOINT.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')];
    return fetchFile({ call: client.call, ...parts, ownHosts }, ref, most);
  }

  async forget(ids: readonly PlatformId[]): Promise<void> {
    this.#memory.forgetPeople(ids);
    this.#client?.forgetPeople(ids);
  }

  #login(client: Client, { self, report }: Login): void {
    this.#self = self;
    if (!isUnstable(self)) return;
    if (!this.#hasWarned) this.#options.parts.log.warn({ account: this.account }, UNSTABLE);
    this.#hasWarned = true;
    // As they are now: what is heard from now on has the new ids, and must not hide the loss.
    void this.#compare({ client, report, known: this.#memory.groups }, COMPARE_AFTER);
  }

  /** After a login with new ids nobody is known any more, and somebody should hear of it. */
  async #compare(login: Compared, [next, ...others]: readonly Span[]): Promise<void> {
    const { client, known } = login;
    this.#comparing?.cancel();
    const present = await client.groups().catch(() => []);
    if (this.#client !== client || client.self === undefined) return;
    const { log, timers } = this.#options.parts;
    if (present.length > 0) {
      if (isIdentityLost(known, present)) this.#noteLoss(login, present);
    } else if (next === undefined) {
      log.warn({ account: this.account }, 'the groups could not be compared');
    } else {
      this.#comparing = timers.after(next, () => void this.#compare(login, others));
    }
  }

  #noteLoss({ report, known }: Compared, present: readonly PlatformId[]): void {
    const { log } = this.#options.parts;
    log.error({ account: this.account, groups: present.length }, IDENTITY_LOST);
    this.#memory.forget(known);
    this.#untold = new Set(present);
    report.estranged();
  }
}

/** A login, with the groups that were known before it. */
interface Compared extends Pick<Login, 'report'> {
  readonly client: Client;
  readonly known: readonly string[];
}

interface Login {
  readonly self: PlatformId;
  readonly report: LinkReport;
}

function paceIn({ GAP_SECONDS, GROUP_PER_MINUTE, PER_DAY }: WechatSettings) {
  return { gapSeconds: GAP_SECONDS, groupPerMinute: GROUP_PER_MINUTE, perDay: PER_DAY };
}

/** A gateway in a browser may know its groups only a while after the login. */
const COMPARE_AFTER: readonly Span[] = [seconds(15), minutes(1), minutes(5)];
const UNSTABLE =
  'the ids of this gateway change at every login: after the next one members must link again';
const IDENTITY_LOST =
  'identity lost: the login has given all groups and people new ids; members must link again';
