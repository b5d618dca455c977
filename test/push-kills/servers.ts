/** Telegram, QQ and gateways of WeChat, which write down what reached the groups, and when. */
import { variableOf } from '#kit';
import { FakeQq, type Fault as QqFault } from '../platforms/qq/fake.ts';
import { FakeTelegram, type Fault as TelegramFault, TOKEN } from '../platforms/telegram/fake.ts';
import { freePort, PretendGateway, type TextFault } from '../wechat-gateway.ts';
import { TOKEN as WECHAT_TOKEN } from '../wechat-world.ts';
import { accountOf, laneOf, type PushGroup } from './groups.ts';

export interface Delivered {
  readonly lane: string;
  readonly text: string;
  /** Milliseconds of the epoch. */
  readonly at: number;
}

/** What goes wrong with the first attempt to reach a group, by its lane. */
export interface Faults {
  readonly telegram?: ReadonlyMap<string, TelegramFault>;
  readonly qq?: ReadonlyMap<string, QqFault>;
  readonly wechat?: ReadonlyMap<string, TextFault>;
}

export interface ServersOptions {
  readonly groups: readonly PushGroup[];
  readonly faults?: Faults;
  /** Of QQ and WeChat accounts. */
  readonly gapSeconds?: string;
  /** How long a platform takes to say that it has done it. */
  readonly replyMs?: number;
  /** Whether QQ shows what its account has said: in its history, or as it happens. */
  readonly own?: 'kept' | 'told';
  /** In each QQ group the account has said the same before, and somebody says the same. */
  readonly hasMimics?: boolean;
  /** Nobody listens for QQ before so many milliseconds are over. */
  readonly qqAfterMs?: number;
}

/** One server, behind one bot account. */
interface Side {
  readonly env: NodeJS.Dict<string>;
  stop(): Promise<unknown>;
}

/** What one account's server is started for. */
interface Account extends ServersOptions {
  /** As the program calls it. */
  readonly account: string;
  readonly note: (place: unknown, text: unknown) => void;
}

export class Servers {
  readonly delivered: Delivered[] = [];
  /** Called when something has reached its group and nobody has been told of it yet. */
  onDelivery: () => void = () => undefined;
  readonly #lanes: ReadonlySet<string>;
  #sides: readonly Side[] = [];

  private constructor({ groups }: ServersOptions) {
    this.#lanes = new Set(groups.map(laneOf));
  }

  /** One for each bot account that is in a group. */
  static async start(options: ServersOptions): Promise<Servers> {
    const servers = new Servers(options);
    const accounts = [...new Map(options.groups.map((group) => [accountOf(group), group]))];
    const note: Account['note'] = (place, text) => servers.#note(place, text);
    servers.#sides = await Promise.all(
      accounts.map(([account, { platform }]) => {
        const groups = options.groups.filter((group) => accountOf(group) === account);
        return STARTERS[platform]({ ...options, account, groups, note });
      }),
    );
    return servers;
  }

  /** The variables of a program that shall connect to them. */
  get env(): NodeJS.Dict<string> {
    return Object.assign({}, ...this.#sides.map(({ env }) => env));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#sides.map((side) => side.stop()));
  }

  #note(place: unknown, text: unknown): void {
    const lane = laneOf({ id: String(place) });
    // Authors hear in private of what did not arrive.
    if (!this.#lanes.has(lane)) return;
    this.delivered.push({ lane, text: String(text), at: Date.now() });
    this.onDelivery();
  }
}

const STARTERS: Readonly<Record<PushGroup['platform'], (of: Account) => Promise<Side>>> = {
  async telegram({ account, faults, note, replyMs = 0 }) {
    // Twins are found out by their tokens.
    const token = `${TOKEN}-${account}`;
    const telegram = await FakeTelegram.start(token);
    telegram.replyMs = replyMs;
    const faultOf = once(faults?.telegram);
    telegram.faultOf = ({ method, payload: { chat_id } }) =>
      method === 'sendMessage' ? faultOf(chat_id) : undefined;
    telegram.onCall = ({ method, payload: { chat_id, text } }) => {
      if (method === 'sendMessage') note(chat_id, text);
    };
    const env = variables(account, { TOKEN: token, API_ROOT: telegram.root });
    return { env, stop: () => telegram.stop() };
  },

  async qq({ account, groups, faults, note, hasMimics, ...options }) {
    const { own, gapSeconds = USUAL_GAP, qqAfterMs = 0, replyMs = 0 } = options;
    const hasHistory = own !== undefined;
    const qq = new FakeQq({ hasHistory, replyMs, lateMs: LATE_REPLY_MS, ...(own && { own }) });
    for (const { id } of groups) qq.group(Number(id));
    if (hasMimics) for (const group of groups) mimic(qq, group);
    const faultOf = once(faults?.qq);
    qq.faultOf = ({ params: { group_id } }) => faultOf(group_id);
    qq.onCall = ({ action }) => {
      const sent = action === 'send_group_msg' ? qq.sent.at(-1) : undefined;
      if (sent) note(sent.to, qq.texts.at(-1));
    };
    const port = await freePort();
    const listening = setTimeout(() => void qq.listen(port), qqAfterMs);
    const env = variables(account, {
      URL: `ws://127.0.0.1:${port}`,
      GAP_SECONDS: gapSeconds,
      PER_MINUTE: '0',
    });
    const stop = async () => {
      clearTimeout(listening);
      await qq.close();
    };
    return { env, stop };
  },

  async wechat({ account, groups, faults, note, gapSeconds = USUAL_GAP, replyMs = 0 }) {
    const port = await freePort();
    const own = groups.map(({ id }) => id);
    let gateway: PretendGateway;
    const start = (troubles: Readonly<Record<string, TextFault>>) => {
      const given = { port, token: WECHAT_TOKEN, groups: own, faults: troubles, replyMs };
      gateway = new PretendGateway(given);
      const left = { ...troubles };
      gateway.onTold = ({ did, place, text }) => {
        if (did === 'text') note(place, text);
        if (did === 'text') delete left[String(place)];
        // As a gateway with a saved session does.
        if (did === 'start') gateway.order('login').catch(() => undefined);
      };
      gateway.onDeath = () => start(left);
      return gateway;
    };
    const troubles = own.map((id) => [id, faults?.wechat?.get(laneOf({ id }))] as const);
    const given = troubles.flatMap(([id, fault]) => (fault ? [[id, fault] as const] : []));
    await start(Object.fromEntries(given)).until(({ did }) => did === 'listen');
    const env = variables(account, {
      ENDPOINT: `127.0.0.1:${port}`,
      TOKEN: WECHAT_TOKEN,
      GAP_SECONDS: gapSeconds,
      PER_DAY: '10000',
    });
    return { env, stop: () => gateway.end() };
  },
};

/** Seconds ago. */
const EARLIER_RUNS = [86_400, 600, 60];
const SOMEBODY = 4_711;

/** What must not be taken for the push. */
function mimic(qq: FakeQq, { id, text }: PushGroup): void {
  const group = Number(id);
  const now = Math.floor(Date.now() / 1_000);
  for (const ago of EARLIER_RUNS) {
    qq.sayUnheard({ from: qq.self, text, group, time: now - ago });
  }
  // Around the time at which it leaves, and later.
  for (const ahead of [0, 2, 5, 10, 30]) {
    qq.sayUnheard({ from: SOMEBODY, text, group, time: now + ahead });
  }
}

const USUAL_GAP = '0.4-0.8';
const LATE_REPLY_MS = 120_000;

function variables(
  account: string,
  fields: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [variableOf(account, field), value]),
  );
}

/** A group's fault, for the first attempt to reach it. */
function once<F>(faults: ReadonlyMap<string, F> = new Map()): (place: unknown) => F | undefined {
  const left = new Map(faults);
  return (place) => {
    const lane = laneOf({ id: String(place) });
    const fault = left.get(lane);
    left.delete(lane);
    return fault;
  };
}
