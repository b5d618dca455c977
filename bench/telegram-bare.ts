/**
 * The limit of a Telegram webhook: node:http, JSON.parse, and the statements that our program
 * really wrote for the same messages, with ready values; what came in during one turn of the loop
 * shares a commit, after which it is confirmed and answered. It decides nothing and reads nothing.
 */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { instantOf, type Message, parsePlatformId } from '#kit';
import { receive } from '../bots/telegram/receive.ts';
import { readUpdate } from '../bots/telegram/wire.ts';
import type { Figures } from './contender.ts';
import { listen } from './loopback.ts';
import { startPeer, withCpu } from './peer.ts';
import { type SameWrites, sameWrites } from './same-writes.ts';
import { PATH, SECRET, SELF, TOKEN, updateOf } from './telegram-updates.ts';
import { isCheckIn, type WireLoad } from './wire-load.ts';

export async function telegramBare(load: WireLoad): Promise<Figures> {
  const messages = Array.from({ length: load.messages }, (_, n) => decoded(n));
  const writes = await sameWrites(messages);
  const peer = await startPeer('telegramSender', load);
  const receiver = new Receiver(writes, peer.port);
  const server = createServer((call, response) => receiver.take(call, response));
  const url = `http://127.0.0.1:${await listen(server)}${PATH}`;
  receiver.call('setWebhook', { url, secret_token: SECRET, max_connections: 100 });
  const figures = await withCpu(peer, load);
  server.close();
  writes.close();
  return figures;
}

function decoded(n: number): Message {
  const update = readUpdate(JSON.parse(updateOf(n)));
  const self = parsePlatformId(String(SELF.id));
  if (!update || self === undefined) throw new Error('not an update');
  const received = receive(update, {
    self,
    handle: SELF.username,
    now: instantOf(0),
    hearsMembers: () => true,
    accountOf: () => undefined,
  });
  const event = received.kind === 'events' ? received.events[0] : undefined;
  if (event?.type !== 'message') throw new Error('not a message');
  return event;
}

/** As much of an update as it looks at. */
interface Told {
  readonly message: { readonly message_id: number; readonly chat: { readonly id: number } };
}

interface Waiting {
  readonly update: Told;
  readonly response: ServerResponse;
}

class Receiver {
  readonly #writes: SameWrites;
  readonly #apiPort: number;
  readonly #agent = new Agent({ keepAlive: true });
  #waiting: Waiting[] = [];

  constructor(writes: SameWrites, apiPort: number) {
    this.#writes = writes;
    this.#apiPort = apiPort;
  }

  take(call: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    call.on('data', (part: Buffer) => parts.push(part));
    call.on('end', () => {
      if (this.#waiting.length === 0) setImmediate(() => this.#commit());
      this.#waiting.push({ update: JSON.parse(Buffer.concat(parts).toString('utf8')), response });
    });
  }

  /** Calls the Bot API and does not look at what it says. */
  call(method: string, payload: object): void {
    const body = JSON.stringify(payload);
    const path = `/bot${TOKEN}/${method}`;
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const where = { host: '127.0.0.1', port: this.#apiPort, path, method: 'POST' };
    request({ ...where, headers, agent: this.#agent }, (answer) => answer.resume()).end(body);
  }

  #commit(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#writes.commit(batch.length);
    for (const { update, response } of batch) {
      response.end();
      const { message_id: id, chat } = update.message;
      if (isCheckIn(id - 1)) this.#answer(id, chat.id);
    }
  }

  #answer(id: number, chat: number): void {
    this.call('sendMessage', {
      chat_id: chat,
      text: '签到成功，+5 积分！',
      reply_parameters: { message_id: id, allow_sending_without_reply: true },
    });
  }
}
