/**
 * A OneBot v11 implementation without QQ behind it, for tests: it listens, dials or posts, writes
 * down everything that it is asked to do, and misbehaves on command. `peers.test.ts` checks it
 * against two clients that are not ours.
 */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { coded, FakeGroup, type Segment, type WireRecord } from './fake-group.ts';

export type { Segment, WireRecord } from './fake-group.ts';

export interface FakeOptions {
  readonly self?: number;
  readonly nickname?: string;
  readonly token?: string;
  /** How a wrong token is refused: by a frame (NapCat), a close (onebots), or before the socket. */
  readonly refusal?: 'frame' | 'close' | 'status';
  readonly format?: 'array' | 'string';
  readonly hasHistory?: boolean;
  /** Told in heartbeats; `beat()` sends one. */
  readonly intervalMs?: number;
  /** How long each message takes; none unless given. */
  readonly replyMs?: number;
  /** A late reply comes after so many milliseconds, or when {@link FakeQq.replyLate} says so. */
  readonly lateMs?: number;
  /** What the account says itself stands in history, or is told as well. */
  readonly own?: 'kept' | 'told';
}

/** What can go wrong with the next message that is sent. */
export type Fault =
  | 'lostReply'
  | 'lateReply'
  | 'brokenReply'
  | 'cut'
  | 'async'
  /** As a return code, although it was done. */
  | number
  | FaultBefore;

/** What goes wrong before anything is done. */
export type FaultBefore =
  | 'cutBefore'
  /** From now on nothing is read from the socket, nor written to it; it stays open. */
  | 'halfOpen'
  | { readonly refuse: number };

const isBefore = (fault: Fault | undefined): fault is FaultBefore =>
  fault === 'cutBefore' || fault === 'halfOpen' || typeof fault === 'object';

export interface Call {
  readonly action: string;
  readonly params: WireRecord;
}

export interface Said {
  readonly from: number;
  readonly text?: string;
  readonly segments?: readonly Segment[];
  readonly group?: number;
  readonly id?: number;
  readonly seq?: number;
  /** Epoch seconds; now unless given. */
  readonly time?: number;
}

/** Stands for the status of a post that nobody answered. */
const UNANSWERED = 0;

export const GROUP = 777;
export const SELF = 10001;

export class FakeQq {
  readonly self: number;
  readonly calls: Call[] = [];
  readonly groups = new Map<number, FakeGroup>();
  /** For the next sends, in order. */
  readonly faults: Fault[] = [];
  readonly replies: WireRecord[] = [];
  /** Whether it can upload files, which is no part of the standard. */
  takesFiles = true;
  /** Files that members have sent, by their id; each is given out at an address of its own. */
  readonly files = new Map<string, Buffer>();
  /** What is answered when somebody asks for a file, when not its address: per action. */
  readonly fileAnswers = new Map<string, unknown>();
  isOnline = true;
  /** Nothing leaves any more, and the sockets stay open. */
  isSilent = false;
  /** History is asked for in vain: QQ has not answered the implementation. */
  isBusy = false;
  /** Whether posts are made to an address; see {@link postTo}. */
  posts: { readonly url: string; readonly secret?: string | undefined } | undefined;
  readonly statuses: number[] = [];
  readonly #options: FakeOptions;
  readonly #sockets = new Set<WebSocket>();
  /** Open, and nobody is behind them. */
  readonly #dead = new WeakSet<WebSocket>();
  #server: Server | undefined;
  #dialling: { isOver: boolean } | undefined;
  #lastId = 1_000;
  #lastSeq = 0;
  #lateReplies: (() => void)[] = [];

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.self = options.self ?? SELF;
    this.group(GROUP);
  }

  /** The group, which comes into being with the bot as its admin. */
  group(id: number): FakeGroup {
    const group = this.groups.get(id) ?? new FakeGroup(id);
    this.groups.set(id, group);
    if (!group.members.has(this.self)) {
      group.members.set(this.self, { nickname: this.#options.nickname ?? '群力', role: 'admin' });
    }
    return group;
  }

  get sockets(): number {
    return this.#sockets.size;
  }

  /** What the bot said in groups and in private, oldest first. */
  get sent(): readonly { readonly to: number; readonly segments: readonly Segment[] }[] {
    return this.calls
      .filter(({ action }) => /^send_(?:group|private)_msg$/.test(action))
      .map(({ params }) => ({
        to: Number(params.group_id ?? params.user_id),
        segments: segmentsIn(params.message),
      }));
  }

  /** The same as plain text. */
  get texts(): readonly string[] {
    return this.sent.map(({ segments }) =>
      segments
        .map(({ type, data }) => (type === 'text' ? data.text : type === 'at' ? `@${data.qq}` : ''))
        .join(''),
    );
  }

  // ── Transports ──────────────────────────────────────────────────────────────────────────────

  /** Listens for WebSockets and HTTP calls. @returns the port */
  async listen(port = 0): Promise<number> {
    const server = createServer((request, response) => void this.#overHttp(request, response));
    const sockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      if (!this.#isLetIn(request) && this.#options.refusal === 'status') {
        socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (open) => this.#welcome(open, request));
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  /** Connects to a bot and does so again whenever the connection ends. */
  dial(url: string, everyMs = 30, role: 'Universal' | 'API' | 'Event' = 'Universal'): void {
    const dialling = this.#dialling ?? { isOver: false };
    this.#dialling = dialling;
    const headers = {
      'X-Self-ID': String(this.self),
      'X-Client-Role': role,
      ...(this.#options.token ? { Authorization: `Bearer ${this.#options.token}` } : {}),
    };
    const again = () => {
      if (dialling.isOver) return;
      const socket = new WebSocket(url, { headers });
      socket.on('open', () => this.#attach(socket, role !== 'API'));
      socket.on('error', () => undefined);
      socket.on('close', () => setTimeout(again, everyMs));
    };
    again();
  }

  postTo(url: string, secret?: string): void {
    this.posts = { url, secret };
  }

  async close(): Promise<void> {
    if (this.#dialling) this.#dialling.isOver = true;
    this.cut();
    this.#server?.closeAllConnections();
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise((done) => server.close(done));
  }

  /** Ends every connection, as a crash does. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
    this.#sockets.clear();
  }

  // ── What happens on QQ ──────────────────────────────────────────────────────────────────────

  /** Somebody says something; it is pushed and goes into history. @returns the event */
  say(said: Said): WireRecord {
    const event = this.spoken(said);
    this.push(event);
    return event;
  }

  /** As {@link say}, but nobody is told: it was said while nobody was connected. */
  sayUnheard(said: Said): WireRecord {
    return this.spoken(said);
  }

  spoken({ from, text = '', segments, group = GROUP, id, seq, time }: Said): WireRecord {
    const parts = segments ?? [{ type: 'text', data: { text } }];
    this.#lastSeq += 1;
    const messageId = id ?? this.#nextId();
    const { format = 'array' } = this.#options;
    const event = {
      time: time ?? now(),
      self_id: this.self,
      post_type: 'message',
      message_type: 'group',
      sub_type: 'normal',
      message_id: messageId,
      message_seq: messageId,
      real_id: messageId,
      real_seq: String(seq ?? this.#lastSeq),
      group_id: group,
      user_id: from,
      anonymous: null,
      message: format === 'array' ? parts : coded(parts),
      message_format: format,
      raw_message: '（此处与消息不同）',
      font: 14,
      sender: this.group(group).sender(from),
    };
    this.group(group).said.push(event);
    return event;
  }

  /** Somebody sends a file, which is a message of its own. @returns the event */
  sendFile(from: number, id: string, content: Buffer): WireRecord {
    this.files.set(id, content);
    const data = { file: `${id}.csv`, file_id: id, file_size: String(content.length), url: '' };
    return this.say({ from, segments: [{ type: 'file', data }] });
  }

  sayPrivately(from: number, text: string): WireRecord {
    const messageId = this.#nextId();
    return this.push({
      post_type: 'message',
      message_type: 'private',
      sub_type: 'friend',
      message_id: messageId,
      message_seq: messageId,
      user_id: from,
      message: [{ type: 'text', data: { text } }],
      raw_message: text,
      font: 14,
      sender: { user_id: from, nickname: `群友${from}` },
    });
  }

  join(member: number, { by = 0, kind = 'approve' }: { by?: number; kind?: string } = {}) {
    this.group(GROUP).members.set(member, { nickname: `群友${member}`, role: 'member' });
    const about = { group_id: GROUP, operator_id: by, user_id: member };
    return this.notice('group_increase', { sub_type: kind, ...about });
  }

  leave(member: number, { by = member, kind = 'leave' }: { by?: number; kind?: string } = {}) {
    this.group(GROUP).members.delete(member);
    const about = { group_id: GROUP, operator_id: by, user_id: member };
    return this.notice('group_decrease', { sub_type: kind, ...about });
  }

  notice(kind: string, about: WireRecord): WireRecord {
    return this.push({ post_type: 'notice', notice_type: kind, ...about });
  }

  beat(status: WireRecord = { online: this.isOnline, good: this.isOnline }): void {
    const { intervalMs = 30_000 } = this.#options;
    const meta = { post_type: 'meta_event', meta_event_type: 'heartbeat' };
    this.push({ ...meta, status, interval: intervalMs });
  }

  /** Tells whoever is connected. */
  push(event: WireRecord): WireRecord {
    const whole = { time: now(), self_id: this.self, ...event };
    const text = JSON.stringify(whole);
    this.raw(text);
    if (this.posts && !this.isSilent) void this.post(text);
    return whole;
  }

  /** Sends a frame as it is, whatever it is. */
  raw(text: string | Buffer): void {
    if (this.isSilent) return;
    for (const socket of this.#sockets) if (!this.#dead.has(socket)) socket.send(text);
  }

  async post(body: string): Promise<number> {
    const { url = '', secret } = this.posts ?? {};
    const signature = secret && createHmac('sha1', secret).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-self-id': String(this.self),
      ...(signature ? { 'x-signature': `sha1=${signature}` } : {}),
    };
    const status = await fetch(url, { method: 'POST', body, headers }).then(
      (response) => response.status,
      () => UNANSWERED,
    );
    this.statuses.push(status);
    return status;
  }

  /** Sends the replies that a fault has held back. */
  replyLate(): void {
    for (const reply of this.#lateReplies.splice(0)) reply();
  }

  /** What goes wrong with something that is sent, beside what {@link faults} has ordered. */
  faultOf: ((call: Call) => Fault | undefined) | undefined;
  /** Told of every call, before it is answered. */
  onCall: ((call: Call) => void) | undefined;

  // ── Calls ───────────────────────────────────────────────────────────────────────────────────

  #welcome(socket: WebSocket, request: IncomingMessage): void {
    if (this.#isLetIn(request)) {
      this.#attach(socket, !(request.url ?? '').startsWith('/api'));
      return;
    }
    if (this.#options.refusal === 'close') {
      socket.close(1008, 'Unauthorized');
      return;
    }
    const words = { message: 'token验证失败', wording: 'token验证失败', echo: null };
    socket.send(JSON.stringify({ status: 'failed', retcode: 1403, data: null, ...words }));
    socket.close();
  }

  #isLetIn({ headers, url = '/' }: IncomingMessage): boolean {
    const { token } = this.#options;
    const given = new URL(url, 'http://x').searchParams.get('access_token');
    return !token || headers.authorization === `Bearer ${token}` || given === token;
  }

  #attach(socket: WebSocket, hasEvents: boolean): void {
    if (hasEvents) this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#called(socket, String(data)));
    const meta = { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' };
    if (hasEvents && !this.isSilent) {
      socket.send(JSON.stringify({ time: now(), self_id: this.self, ...meta }));
    }
  }

  #called(socket: WebSocket, text: string): void {
    if (this.#dead.has(socket)) return;
    const { action = '', params = {}, echo } = JSON.parse(text);
    const fault = this.#faultFor({ action, params });
    if (isBefore(fault)) {
      this.#misbehave(socket, fault, echo);
      return;
    }
    const reply = this.#answer({ action, params });
    const send = () => {
      if (!this.isSilent) socket.send(JSON.stringify({ ...reply, echo }));
    };
    if (fault === 'lostReply') return;
    if (fault === 'lateReply') this.#replyLater(send);
    else if (fault === 'cut') socket.terminate();
    else if (fault === 'brokenReply') socket.send(JSON.stringify({ ...reply, echo }).slice(0, -9));
    else if (fault === undefined) this.#replyInTime(action, send);
    else socket.send(JSON.stringify({ ...failure(fault), echo }));
  }

  #faultFor(call: Call): Fault | undefined {
    if (!call.action.startsWith('send_')) return undefined;
    return this.faults.shift() ?? this.faultOf?.(call);
  }

  #replyInTime(action: string, send: () => void): void {
    const { replyMs = 0 } = this.#options;
    if (replyMs > 0 && action.startsWith('send_')) setTimeout(send, replyMs);
    else send();
  }

  #replyLater(send: () => void): void {
    const { lateMs } = this.#options;
    if (lateMs === undefined) this.#lateReplies.push(send);
    else setTimeout(send, lateMs).unref();
  }

  #misbehave(socket: WebSocket, fault: FaultBefore, echo: unknown): void {
    if (fault === 'cutBefore') socket.terminate();
    else if (fault === 'halfOpen') this.#dead.add(socket);
    else socket.send(JSON.stringify({ ...failure(fault.refuse), echo }));
  }

  async #overHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'GET') {
      const file = this.files.get((request.url ?? '').replace('/files/', ''));
      response.writeHead(file ? 200 : 404).end(file);
      return;
    }
    if (!this.#isLetIn(request)) {
      response.writeHead(403).end();
      return;
    }
    const params = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const action = (request.url ?? '/').slice(1);
    const reply = this.#answer({ action, params });
    const fault = action.startsWith('send_') ? this.faults.shift() : undefined;
    if (isBefore(fault)) throw new Error('of sockets only');
    if (this.isSilent || fault === 'lostReply' || fault === 'lateReply') return;
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    const text = JSON.stringify(fault === undefined ? reply : failure(fault));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(fault === 'brokenReply' ? text.slice(0, -9) : text);
  }

  #answer(call: Call): WireRecord {
    this.calls.push(call);
    this.onCall?.(call);
    try {
      const data = this.#perform(call);
      if (data !== undefined) return { status: 'ok', retcode: 0, data, message: '', wording: '' };
      return { ...failure(1404), message: `不支持的API ${call.action}` };
    } catch (error) {
      return { ...failure(this.isBusy ? 1200 : 100), wording: String(error) };
    }
  }

  /** @returns undefined for an action that is not there */
  #perform({ action, params }: Call): unknown {
    const group = () => this.group(Number(params.group_id));
    const account = Number(params.user_id);
    switch (action) {
      case 'get_login_info':
        return { user_id: this.self, nickname: this.#options.nickname ?? '群力' };
      case 'get_status':
        return { online: this.isOnline, good: this.isOnline, stat: {} };
      case 'get_version_info':
        return { app_name: 'FakeQq', app_version: '1.0', protocol_version: 'v11' };
      case 'get_friend_list':
        return [];
      case 'get_group_list':
        return [...this.groups.values()].map(({ id, members }) => ({
          group_id: id,
          group_name: `群${id}`,
          member_count: members.size,
          max_member_count: 500,
        }));
      case 'get_group_info':
        return { group_id: group().id, group_name: `群${group().id}`, member_count: 1 };
      case 'get_group_member_list':
        return [...group().members.keys()].map((member) => group().info(member));
      case 'get_group_member_info':
        return group().info(account);
      case 'get_group_msg_history':
        return this.#history(group(), params);
      case 'get_msg':
        return this.#messageOf(String(params.message_id));
      case 'send_group_msg':
        return { message_id: this.#keepOwn(params) };
      case 'send_msg':
      case 'send_private_msg':
        return { message_id: this.#nextId() };
      case 'upload_group_file':
      case 'upload_private_file':
        return this.takesFiles ? { file_id: `f${this.#nextId()}` } : undefined;
      case 'get_group_file_url':
      case 'get_private_file_url':
      case 'get_file':
        return this.#fileAnswer(action, String(params.file_id));
      case 'delete_msg':
        return null;
      case 'set_group_ban':
        this.notice('group_ban', { ...params, sub_type: 'ban', operator_id: this.self });
        return null;
      case 'set_group_kick':
        this.leave(account, { by: this.self, kind: 'kick' });
        return null;
    }
    return undefined;
  }

  #history(group: FakeGroup, { count = 20, message_seq: upTo }: WireRecord): unknown {
    if (this.#options.hasHistory === false) return undefined;
    if (this.isBusy) throw new Error('Timeout: NTEvent');
    return { messages: group.page({ count: Number(count), upTo }) };
  }

  #keepOwn({ group_id: group, message }: WireRecord): unknown {
    const { own } = this.#options;
    if (own === undefined) return this.#nextId();
    const said = { from: this.self, segments: segmentsIn(message), group: Number(group) };
    const event = this.spoken(said);
    if (own === 'told')
      this.push({ ...event, post_type: 'message_sent', target_id: Number(group) });
    return event.message_id;
  }

  #fileAnswer(action: string, id: string): unknown {
    if (this.fileAnswers.has(action)) return this.fileAnswers.get(action);
    const address = this.#server?.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return this.files.has(id) ? { url: `http://127.0.0.1:${port}/files/${id}` } : undefined;
  }

  #messageOf(id: string): unknown {
    const all = [...this.groups.values()].flatMap(({ said }) => said);
    const found = all.find(({ message_id: other }) => String(other) === id);
    if (found) return found;
    return { message_id: Number(id), time: now(), sender: { user_id: this.self }, message: [] };
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

function failure(fault: Fault): WireRecord {
  if (fault === 'async') return { status: 'async', retcode: 1, data: null };
  const wording = 'Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg';
  return { status: 'failed', retcode: fault, data: null, message: wording, wording };
}

function segmentsIn(message: unknown): readonly Segment[] {
  if (!Array.isArray(message)) throw new Error(`not a list of segments: ${message}`);
  return message;
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
