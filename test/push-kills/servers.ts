/** Telegram, QQ and a gateway of WeChat, which write down what reached the groups, and when. */

import { FakeQq } from '../platforms/qq/fake.ts';
import { FakeTelegram, type Fault, TOKEN as TELEGRAM_TOKEN } from '../platforms/telegram/fake.ts';
import { freePort, PretendGateway } from '../wechat-gateway.ts';
import { TOKEN as WECHAT_TOKEN } from '../wechat-world.ts';
import { laneOf, type PushGroup } from './groups.ts';

export interface Delivered {
  readonly lane: string;
  readonly text: string;
  /** Milliseconds of the epoch. */
  readonly at: number;
}

export class Servers {
  readonly delivered: Delivered[] = [];
  /** Called when something has reached its group and nobody has been told of it yet. */
  onDelivery: () => void = () => undefined;
  readonly #telegram: FakeTelegram;
  readonly #qq: FakeQq;
  readonly #wechat: PretendGateway;
  readonly #env: NodeJS.ProcessEnv;
  readonly #lanes: ReadonlySet<string>;

  private constructor(parts: Parts) {
    this.#telegram = parts.telegram;
    this.#qq = parts.qq;
    this.#wechat = parts.wechat;
    this.#env = parts.env;
    this.#lanes = new Set(parts.groups.map(laneOf));
    parts.telegram.onCall = ({ method, payload: { chat_id, text } }) => {
      if (method === 'sendMessage') this.#note(chat_id, text);
    };
    parts.qq.onCall = ({ action }) => {
      const sent = action === 'send_group_msg' ? parts.qq.sent.at(-1) : undefined;
      if (sent) this.#note(sent.to, parts.qq.texts.at(-1));
    };
    parts.wechat.onTold = (told) => {
      if (told.did === 'text') this.#note(told.place, told.text);
      // As a gateway with a saved session does.
      if (told.did === 'start') parts.wechat.order('login').catch(() => undefined);
    };
  }

  static async start(groups: readonly PushGroup[]): Promise<Servers> {
    const telegram = await FakeTelegram.start();
    const qq = new FakeQq({ hasHistory: false });
    const qqPort = await qq.listen();
    for (const { platform, id } of groups) if (platform === 'qq') qq.group(Number(id));
    const wechatPort = await freePort();
    const own = groups.filter(({ platform }) => platform === 'wechat').map(({ id }) => id);
    const wechat = new PretendGateway({ port: wechatPort, token: WECHAT_TOKEN, groups: own });
    await wechat.until(({ did }) => did === 'listen');
    const env = {
      QUNLI_TELEGRAM_TOKEN: TELEGRAM_TOKEN,
      QUNLI_TELEGRAM_API_ROOT: telegram.root,
      QUNLI_QQ_URL: `ws://127.0.0.1:${qqPort}`,
      QUNLI_QQ_GAP_SECONDS: '0.4-0.8',
      QUNLI_QQ_PER_MINUTE: '0',
      QUNLI_WECHAT_ENDPOINT: `127.0.0.1:${wechatPort}`,
      QUNLI_WECHAT_TOKEN: WECHAT_TOKEN,
      QUNLI_WECHAT_GAP_SECONDS: '0.4-0.8',
      QUNLI_WECHAT_PER_DAY: '10000',
    };
    return new Servers({ telegram, qq, wechat, env, groups });
  }

  /** What goes wrong with the first attempt to reach each group of Telegram. */
  failFirst(faultOf: (lane: string) => Fault | undefined): void {
    const tried = new Set<string>();
    this.#telegram.faultOf = ({ method, payload: { chat_id } }) => {
      const lane = laneOf({ id: String(chat_id) });
      if (method !== 'sendMessage' || tried.has(lane)) return undefined;
      tried.add(lane);
      return faultOf(lane);
    };
  }

  /** The variables of a program that shall connect to them. */
  get env(): NodeJS.ProcessEnv {
    return this.#env;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#telegram.stop(), this.#qq.close(), this.#wechat.end()]);
  }

  #note(place: unknown, text: unknown): void {
    const lane = laneOf({ id: String(place) });
    // Authors hear in private of what did not arrive.
    if (!this.#lanes.has(lane)) return;
    this.delivered.push({ lane, text: String(text), at: Date.now() });
    this.onDelivery();
  }
}

interface Parts {
  readonly telegram: FakeTelegram;
  readonly qq: FakeQq;
  readonly wechat: PretendGateway;
  readonly env: NodeJS.ProcessEnv;
  readonly groups: readonly PushGroup[];
}
