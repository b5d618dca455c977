/**
 * A Bot API that knows what the Telegram bench needs: who the bot is, where its webhook is, who
 * manages a group, and that every message arrives.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { listen } from './loopback.ts';
import type { Webhook } from './telegram-callers.ts';
import { SELF, TOKEN } from './telegram-updates.ts';

const webhookCall = z.object({
  url: z.string(),
  secret_token: z.string(),
  // So many unless told otherwise, by https://core.telegram.org/bots/api#setwebhook.
  max_connections: z.int().default(40),
});
const messageCall = z.object({
  chat_id: z.number(),
  text: z.string(),
  reply_parameters: z.object({ message_id: z.number() }),
});
const ADMINS = [
  { status: 'creator', user: { id: 499_999_999, is_bot: false, first_name: '群主' } },
  { status: 'administrator', user: SELF },
];

export interface ApiListener {
  /** The bot wants to be called. */
  onWebhook(webhook: Webhook): void;
  /** The bot has answered a message. */
  onAnswer(message: number): void;
}

export class TelegramApi {
  readonly #listener: ApiListener;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  port = 0;
  #messages = 1_000_000;

  private constructor(listener: ApiListener) {
    this.#listener = listener;
  }

  static async open(listener: ApiListener): Promise<TelegramApi> {
    const api = new TelegramApi(listener);
    api.port = await listen(api.#server);
    return api;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const payload: unknown = JSON.parse((await text(request)) || '{}');
    const result = this.#resultOf(methodOf(request), payload);
    const body = JSON.stringify({ ok: true, result });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }

  #resultOf(method: string, payload: unknown): unknown {
    switch (method) {
      case 'getMe':
        return SELF;
      case 'getChatAdministrators':
        return ADMINS;
      case 'setWebhook': {
        const call = webhookCall.parse(payload);
        const { url, secret_token: secret, max_connections: connections } = call;
        this.#listener.onWebhook({ url, secret, connections });
        return true;
      }
      case 'sendMessage':
        return this.#sent(messageCall.parse(payload));
      default:
        throw new Error(`nobody should call ${method}`);
    }
  }

  #sent({ chat_id: id, text: words, reply_parameters: quoted }: z.output<typeof messageCall>) {
    this.#listener.onAnswer(quoted.message_id);
    this.#messages += 1;
    const date = Math.floor(Date.now() / 1_000);
    const chat = { id, type: 'supergroup' };
    return { message_id: this.#messages, from: SELF, chat, date, text: words };
  }
}

function methodOf({ url = '' }: IncomingMessage): string {
  const [, bot, method = ''] = url.split('/');
  if (bot !== `bot${TOKEN}`) throw new Error(`not our bot: ${url}`);
  return method;
}
