/**
 * A Bot API of our own for tests: it records every call, checks what it is given as strictly as the
 * real one, and misbehaves on command.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { readMarkup } from './markup.ts';

export const TOKEN = '123456789:TEST-token_of-nobody';
export const BOT = { id: 123456789, is_bot: true, first_name: '群力', username: 'Qunli_Bot' };

/** What may go wrong with one call. */
export type Fault =
  | 'tooMany'
  | 'serverError'
  | 'badGateway'
  /** Takes the body, does nothing, cuts the line. */
  | 'resetAfterBody'
  /** Does what was asked, and cuts the line instead of answering. */
  | 'lostReply'
  /** Does what was asked, and answers when the test says so. */
  | 'lateReply'
  /** Does nothing and says nothing, with the line open. */
  | 'silence'
  | 'brokenJson'
  | 'oversized'
  | 'conflict'
  | 'unauthorized'
  | 'unparsable'
  | { readonly refuse: number; readonly description: string; readonly parameters?: object };

export interface Called {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: number;
}

const payloadOf = z.record(z.string(), z.unknown());
const said = z.object({
  text: z.string().optional(),
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
  reply_markup: z
    .union([z.string().transform((json): unknown => JSON.parse(json)), z.unknown()])
    .optional(),
});
const keyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
});

export class FakeTelegram {
  readonly calls: Called[] = [];
  /** Offsets that were asked for, in order. */
  readonly offsets: number[] = [];
  /** Answers of getChatAdministrators by group. */
  readonly admins = new Map<number, readonly object[]>();
  /** Answers of getChatMember about the bot itself, by group. */
  readonly own = new Map<number, object>();
  /** Files that members have sent, by their id; each lies at a path of that name. */
  readonly files = new Map<string, Buffer>();
  /** Where they lie, when not there. */
  readonly places = new Map<string, string>();
  /** Path under which it is found, as behind a proxy; nothing is elsewhere. */
  prefix = '';
  /** Groups that became supergroups. */
  readonly movedTo = new Map<number, number>();
  readonly me: Record<string, unknown> = {
    ...BOT,
    can_join_groups: true,
    can_read_all_group_messages: true,
  };
  webhook: Record<string, unknown> = { url: '', pending_update_count: 0 };
  /** Real milliseconds until a message that was sent is answered. */
  replyMs = 0;
  /** Real milliseconds for each second that a question is held open. */
  holdMs = 20;
  /** Connections that are accepted and never served. */
  isDeaf = false;
  /** How many calls went wrong on command. */
  misbehaved = 0;
  /** The poll that was sent last. */
  lastPoll = '';
  /** Most questions for updates that were open at one moment. */
  mostAsking = 0;
  #asking = 0;
  /** Answers that wait for {@link answerLate}. */
  readonly #late: (() => void)[] = [];
  readonly #faults: { readonly method: string; readonly fault: Fault }[] = [];
  readonly #updates: { readonly update_id: number }[] = [];
  readonly #server: Server;
  #given = 0;
  #nextUpdate = 1_000;
  #nextMessage = 1;
  #wake: (() => void) | undefined;

  readonly #token: string;

  private constructor(token: string) {
    this.#token = token;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(token = TOKEN): Promise<FakeTelegram> {
    const fake = new FakeTelegram(token);
    await fake.listen(0);
    return fake;
  }

  listen(port: number): Promise<void> {
    return new Promise((done) => {
      this.#server.listen(port, '127.0.0.1', done);
    });
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  get root(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** The next so many calls of a method go wrong. */
  fail(method: string, fault: Fault, times = 1): void {
    for (let count = 0; count < times; count += 1) this.#faults.push({ method, fault });
  }

  answerLate(): void {
    for (const go of this.#late.splice(0)) go();
  }

  /** Delivers an update; @returns its number. */
  push(update: object, number = this.#nextUpdate): number {
    this.#updates.push({ update_id: number, ...update });
    this.#nextUpdate = Math.max(this.#nextUpdate, number + 1);
    this.#wake?.();
    return number;
  }

  freshMessage(): number {
    this.#nextMessage += 1;
    return this.#nextMessage;
  }

  /** What goes wrong with a call, if anything does; beside what {@link fail} has ordered. */
  faultOf: ((call: Called) => Fault | undefined) | undefined;
  /** Told of every call that is carried out, before it is answered. */
  onCall: ((call: Called) => void) | undefined;

  /** Calls of one method, oldest first. */
  called(method: string): readonly Called[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** What people in a chat have read of the bot. */
  heardIn(chat: number): readonly string[] {
    return this.calls
      .filter(({ method, payload }) => /^send/.test(method) && Number(payload.chat_id) === chat)
      .map(({ payload }) => readMarkup(String(payload.text ?? payload.caption ?? '')).text);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    if (this.isDeaf) return;
    const whole = request.url ?? '';
    const url = whole.startsWith(`${this.prefix}/`) ? whole.slice(this.prefix.length) : '';
    if (request.method === 'GET') return this.#give(url, response);
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url) ?? [];
    if (token !== this.#token) return answer(response, 401, { description: 'Unauthorized' });
    const payload = bodyOf(request, Buffer.concat(chunks));
    const fault = this.#faultFor(method) ?? this.faultOf?.({ method, payload, at: Date.now() });
    if (fault === undefined) return this.#do(response, { method, payload, at: Date.now() });
    await this.#misbehave(response, fault, { method, payload, at: Date.now() });
  }

  #give(url: string, response: ServerResponse): void {
    const file = this.files.get(url.slice(`/file/bot${this.#token}/documents/`.length));
    if (!url.startsWith(`/file/bot${this.#token}/documents/`) || !file) {
      response.writeHead(404).end();
      return;
    }
    response.end(file);
  }

  #faultFor(method: string): Fault | undefined {
    const index = this.#faults.findIndex((one) => one.method === method);
    return index < 0 ? undefined : this.#faults.splice(index, 1)[0]?.fault;
  }

  async #misbehave(response: ServerResponse, fault: Fault, call: Called): Promise<void> {
    this.misbehaved += 1;
    if (typeof fault === 'object') {
      const { refuse, ...rest } = fault;
      return answer(response, refuse, rest);
    }
    switch (fault) {
      case 'tooMany':
        return answer(response, 429, { description: 'Too Many', parameters: { retry_after: 3 } });
      case 'serverError':
        return answer(response, 500, { description: 'Internal Server Error' });
      case 'badGateway':
        response.writeHead(502).end('<html>502</html>');
        return;
      case 'resetAfterBody':
        response.destroy();
        return;
      case 'lostReply':
        this.calls.push(call);
        this.onCall?.(call);
        response.destroy();
        return;
      case 'lateReply': {
        this.calls.push(call);
        const result = this.#resultOf(call);
        this.#late.push(() => answer(response, 200, { result }));
        return;
      }
      case 'silence':
        return;
      case 'brokenJson':
        response.end('{"ok":true,"result":');
        return;
      case 'oversized':
        response.end(`{"ok":true,"result":"${'x'.repeat(8_000_000)}"}`);
        return;
      case 'conflict':
        return answer(response, 409, { description: 'Conflict: terminated by other getUpdates' });
      case 'unauthorized':
        return answer(response, 401, { description: 'Unauthorized' });
      case 'unparsable':
        return answer(response, 400, { description: "Bad Request: can't parse entities: oh" });
    }
  }

  async #do(response: ServerResponse, call: Called): Promise<void> {
    if (call.method === 'getUpdates') return this.#getUpdates(response, call);
    const target = this.movedTo.get(Number(call.payload.chat_id));
    if (target !== undefined) {
      const parameters = { migrate_to_chat_id: target };
      return answer(response, 400, { description: 'Bad Request: group upgraded', parameters });
    }
    const complaint = complaintOf(call);
    if (complaint !== undefined) return answer(response, 400, { description: complaint });
    this.calls.push(call);
    this.onCall?.(call);
    const isSlow = this.replyMs > 0 && call.method.startsWith('send');
    if (isSlow) await new Promise((go) => setTimeout(go, this.replyMs));
    return answer(response, 200, { result: this.#resultOf(call) });
  }

  #resultOf({ method, payload }: Called): unknown {
    switch (method) {
      case 'getMe':
        return this.me;
      case 'getWebhookInfo':
        return this.webhook;
      case 'setWebhook':
        this.webhook = { url: payload.url, pending_update_count: 0 };
        return true;
      case 'deleteWebhook':
        this.webhook = { url: '', pending_update_count: 0 };
        return true;
      case 'getChatAdministrators':
        return this.admins.get(Number(payload.chat_id)) ?? [];
      case 'getChatMember':
        return this.own.get(Number(payload.chat_id)) ?? { status: 'left' };
      case 'getFile':
        return {
          file_path: this.places.get(String(payload.file_id)) ?? `documents/${payload.file_id}`,
        };
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendDocument':
        return { message_id: this.freshMessage(), date: 1, chat: { id: payload.chat_id } };
      case 'createChatInviteLink':
        return {
          invite_link: `https://t.me/+link${this.freshMessage()}`,
          name: payload.name,
          creator: BOT,
          creates_join_request: false,
          is_primary: false,
          is_revoked: false,
        };
      case 'sendPoll': {
        const message_id = this.freshMessage();
        this.lastPoll = `poll${message_id}`;
        const poll = { id: this.lastPoll, ...payload, is_closed: false };
        return { message_id, date: 1, chat: { id: payload.chat_id }, poll };
      }
      // The real one answers with the poll and not with its message.
      case 'stopPoll':
        return { id: `poll${String(payload.message_id)}`, is_closed: true };
      default:
        return true;
    }
  }

  /** As the real one: below the offset everything is forgotten; nothing new holds the question. */
  async #getUpdates(response: ServerResponse, { payload }: Called): Promise<void> {
    const offset = Number(payload.offset ?? 0);
    if (payload.offset !== undefined) this.offsets.push(offset);
    const kept = this.#updates.filter(({ update_id }) => !(update_id < offset));
    this.#updates.splice(0, this.#updates.length, ...kept);
    const waiting = () =>
      this.#updates
        .filter(({ update_id }) => !(update_id < offset))
        .slice(0, Number(payload.limit ?? 100));
    if (waiting().length === 0 && Number(payload.timeout ?? 0) > 0) {
      this.#asking += 1;
      this.mostAsking = Math.max(this.mostAsking, this.#asking);
      await this.#held(Number(payload.timeout) * this.holdMs, response);
      this.#asking -= 1;
    }
    const given = waiting();
    this.#given = Math.max(this.#given, ...given.map(({ update_id }) => update_id));
    return answer(response, 200, { result: given });
  }

  /** Whether every update was given out at least once. */
  get isAllGiven(): boolean {
    return this.#updates.every(({ update_id }) => update_id <= this.#given);
  }

  async #held(ms: number, response: ServerResponse): Promise<void> {
    await new Promise<void>((go) => {
      const timer = setTimeout(go, ms);
      this.#wake = () => {
        clearTimeout(timer);
        go();
      };
      response.once('close', this.#wake);
    });
  }
}

function answer(response: ServerResponse, code: number, rest: object): void {
  const body = { ok: code === 200, error_code: code === 200 ? undefined : code, ...rest };
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What the real one would not take. */
function complaintOf(call: Called): string | undefined {
  if (call.method !== 'createChatInviteLink') return complaintOfWords(call);
  const isLong = String(call.payload.name ?? '').length > 32;
  return isLong ? 'Bad Request: INVITE_LINK_NAME_TOO_LONG' : undefined;
}

function complaintOfWords({ method, payload }: Called): string | undefined {
  if (!/^send/.test(method)) return undefined;
  if (method === 'sendPoll') return pollComplaint(payload);
  const { text, caption, parse_mode, reply_markup } = said.parse(payload);
  const words = text ?? caption ?? '';
  if (method === 'sendMessage' && words.trim() === '') return 'Bad Request: message text is empty';
  let seen = words;
  try {
    if (parse_mode === 'HTML') seen = readMarkup(words).text;
  } catch (error) {
    return `Bad Request: ${String(error)}`;
  }
  if (seen.length > (text === undefined ? 1_024 : 4_096)) return 'Bad Request: message is too long';
  if (/\p{Cs}/u.test(seen)) return 'Bad Request: strings must be encoded in UTF-8';
  const buttons = keyboard.safeParse(reply_markup).data?.inline_keyboard.flat() ?? [];
  const isLong = buttons.some(({ callback_data }) => Buffer.byteLength(callback_data) > 64);
  return isLong ? 'Bad Request: BUTTON_DATA_INVALID' : undefined;
}

const poll = z.object({
  question: z.string().min(1).max(300),
  options: z
    .array(z.object({ text: z.string().min(1).max(100) }))
    .min(2)
    .max(12),
});

function pollComplaint(payload: unknown): string | undefined {
  return poll.safeParse(payload).success ? undefined : 'Bad Request: POLL_INVALID';
}

/** JSON, or the fields of a form; of a file its size. */
function bodyOf(request: IncomingMessage, body: Buffer): Readonly<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  const [, boundary] = /boundary=(.+)$/.exec(type) ?? [];
  if (boundary === undefined) {
    return payloadOf.parse(body.length > 0 ? JSON.parse(body.toString('utf8')) : {});
  }
  const fields = body
    .toString('latin1')
    .split(`--${boundary}`)
    .flatMap((part) => {
      const end = part.indexOf('\r\n\r\n');
      const name = /name="([^"]+)"/.exec(part)?.[1];
      if (end < 0 || name === undefined) return [];
      const content = part.slice(end + 4, -2);
      const isFile = part.includes('filename=');
      const value = isFile ? { bytes: content.length } : Buffer.from(content, 'latin1').toString();
      return [[name, value] as const];
    });
  return Object.fromEntries(fields);
}
