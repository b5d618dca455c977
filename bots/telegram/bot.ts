/** One Telegram bot account: its connection, and everything that outlives one. */

import * as z from 'zod';
import {
  after,
  type Bot,
  type BotOptions,
  type Connection,
  type Delivery,
  type Fetched,
  type Instant,
  LinkRefusal,
  type LinkReport,
  type PlatformId,
  type SendOutcome,
  type Span,
  seconds,
  spanBetween,
} from '#kit';
import { Admins } from './admins.ts';
import { Api, type Failure } from './api.ts';
import { can } from './can.ts';
import { ChoiceIds } from './choice-ids.ts';
import { fetchFile } from './fetch.ts';
import { Handles } from './handles.ts';
import { Intake } from './intake.ts';
import { happeningKey } from './keys.ts';
import { Menu } from './menu.ts';
import { MovedGroups } from './moved-groups.ts';
import { openWebhook } from './open-webhook.ts';
import { kindOf, Poll } from './poll.ts';
import { inGroup, type MadeLink, Sender } from './send.ts';
import type { Settings } from './settings.ts';
import { type BotItself, botItself } from './wire.ts';

/** Names under which people call any bot of ours. */
const NAMES = ['群力', 'qunli'];
const RETRY_SECONDS = 5;

export class TelegramBot implements Bot {
  readonly platform = 'telegram';
  readonly can = can;
  readonly account: string;
  readonly #options: BotOptions<Settings>;
  readonly #api: Api;
  readonly #handles = new Handles();
  readonly #admins: Admins;
  readonly #moved: MovedGroups;
  readonly #choices: ChoiceIds;
  readonly #menu: Menu;
  readonly #sender: Sender;
  #itself: BotItself | undefined;
  /** The present connection's; undefined while there is none. */
  #report: LinkReport | undefined;
  /** Since when, and until when, Telegram wants to be asked nothing. */
  #rest: { readonly from: Instant; readonly until: Instant } | undefined;

  private constructor(options: BotOptions<Settings>, api: Api) {
    const { folder, clock, log, commands = [] } = options.parts;
    this.#options = options;
    this.account = options.account;
    this.#api = api;
    this.#admins = new Admins({ api, clock, log, folder, handles: this.#handles });
    this.#moved = new MovedGroups(folder);
    this.#choices = new ChoiceIds(folder);
    this.#menu = new Menu({ api, log, commands });
    const onMoved = (from: PlatformId, to: PlatformId) => this.#move(from, to);
    const onLink = (made: MadeLink) => this.#tellLink(made);
    this.#sender = new Sender({ api, clock, choices: this.#choices, onMoved, onLink });
  }

  static async create(options: BotOptions<Settings>): Promise<TelegramBot> {
    const { settings, parts } = options;
    const { timers } = parts;
    const api = new Api({ token: settings.TOKEN, root: settings.API_ROOT, timers });
    return new TelegramBot(options, api);
  }

  get self(): PlatformId | undefined {
    return this.#itself?.id;
  }

  get names(): readonly string[] {
    return this.#itself ? [...NAMES, this.#itself.username.toLowerCase()] : NAMES;
  }

  async open(report: LinkReport): Promise<Connection> {
    const api = this.#api;
    this.#checkRest();
    const itself = await api.call({ method: 'getMe', result: botItself });
    if (itself.kind !== 'done') throw refusalOf(itself);
    this.#itself = itself.result;
    report.authorized();
    this.#admins.doubtAll();
    const connection = await this.#connect(report, itself.result);
    this.#report = report;
    void this.#menu.show();
    return {
      probe: connection.probe,
      close: () => {
        if (this.#report === report) this.#report = undefined;
        return connection.close();
      },
    };
  }

  async send({ action }: Delivery): Promise<SendOutcome> {
    if (!this.#report) {
      return { kind: 'notAccepted', why: 'not connected', retryAfterSeconds: RETRY_SECONDS };
    }
    const { to } = action;
    return this.#sender.send(
      'group' in to ? inGroup(action, this.#moved.current(to.group)) : action,
    );
  }

  async fetch(ref: string, most: number): Promise<Fetched> {
    const { settings, parts } = this.#options;
    const { TOKEN: token, API_ROOT: root } = settings;
    const { fetching } = parts;
    return fetchFile({ api: this.#api, token, root, fetching }, ref, most);
  }

  async forget(ids: readonly PlatformId[]): Promise<void> {
    for (const id of ids) this.#handles.forget(id);
    this.#admins.forget(ids);
    this.#choices.forget(ids);
  }

  #connect(report: LinkReport, itself: BotItself): Promise<Connection> {
    const { settings, parts } = this.#options;
    const { timers, log } = parts;
    const intake = this.#intake(report, itself);
    const shared = { api: this.#api, intake, report, log };
    if (settings.WEBHOOK_URL === undefined) {
      const onLongWait = (count: number) => this.#restFor(seconds(count));
      return openPolling({ ...shared, timers, onLongWait });
    }
    return openWebhook({ ...shared, settings, clock: parts.clock });
  }

  #restFor(span: Span): void {
    const from = this.#options.parts.clock.now();
    this.#rest = { from, until: after(from, span) };
  }

  /** @throws Error while Telegram wants to be asked nothing; a clock that was set back ends that */
  #checkRest(): void {
    const now = this.#options.parts.clock.now();
    const { from, until } = this.#rest ?? { from: now, until: now };
    if (now < from || now >= until) return;
    const left = Math.ceil(spanBetween(now, until) / 1_000);
    throw new Error(`Telegram has told the bot to wait, for another ${left} s`);
  }

  #intake(report: LinkReport, { id, username: handle }: BotItself): Intake {
    const { clock, log } = this.#options.parts;
    return new Intake({
      report,
      clock,
      log,
      self: id,
      handle: handle.toLowerCase(),
      admins: this.#admins,
      handles: this.#handles,
      moved: this.#moved,
      choices: this.#choices,
      answerPress: (press) => void this.#answerPress(press),
      greet: (person) => this.#menu.greet(person),
    });
  }

  /** The button stops blinking; should that fail, it stops by itself. */
  async #answerPress(press: string): Promise<void> {
    const payload = { callback_query_id: press };
    await this.#api.call({ method: 'answerCallbackQuery', payload, result: z.unknown() });
  }

  /** Learned while sending, before Telegram told it. */
  #move(from: PlatformId, to: PlatformId): void {
    const { clock, log } = this.#options.parts;
    this.#moved.note(from, to);
    const key = happeningKey(0, 'migration', to);
    this.#report
      ?.receive({ type: 'migration', at: clock.now(), key, group: from, to })
      .catch((error: unknown) => log.warn({ error }, 'the move of a group could not be stored'));
  }

  /** Nobody waits for it: whoever wants the link and does not get it asks again. */
  #tellLink(made: MadeLink): void {
    const { clock, log } = this.#options.parts;
    const at = clock.now();
    const key = happeningKey(Math.floor(at / 1_000), 'link', made.name, made.link ?? '');
    this.#report
      ?.receive({ type: 'inviteLink', at, key, ...made })
      .catch((error: unknown) => log.warn({ error }, 'a link into a group could not be stored'));
  }
}

type Polling = ConstructorParameters<typeof Poll>[0];

/** A webhook that was set before would keep every update away from us. */
async function openPolling(parts: Polling): Promise<Connection> {
  const { api } = parts;
  await api.call({ method: 'deleteWebhook', result: z.unknown() });
  const poll = new Poll(parts);
  poll.start();
  return {
    probe: async () => {
      const answer = await api.call({ method: 'getMe', result: botItself });
      if (answer.kind !== 'done') throw refusalOf(answer);
    },
    close: () => poll.stop(),
  };
}

function refusalOf(answer: Failure): Error {
  const code = answer.kind === 'refused' ? answer.code : undefined;
  return new LinkRefusal(kindOf(code), answer.why);
}
