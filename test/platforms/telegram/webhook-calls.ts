/** Calls of a webhook as Telegram makes them, and as others do who would like to be Telegram. */
import { request } from 'node:http';
import type { Random } from '#kit';

export const SECRET = 'a-long-Secret_0123456789';

export interface WebhookCall {
  readonly port: number;
  readonly path?: string;
  readonly method?: string;
  /** None unless given. */
  readonly secret?: string | string[] | undefined;
  readonly body: string | Buffer;
}

/** @returns the HTTP code of the answer, 0 when the line was cut */
export function callWebhook(call: WebhookCall): Promise<number> {
  const { port, path = '/hook', method = 'POST', secret, body } = call;
  const headers = secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret };
  return new Promise((done) => {
    const to = { host: '127.0.0.1', port, path, method, headers, agent: false } as const;
    const sent = request(to, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    sent.on('error', () => done(0));
    sent.end(body);
  });
}

/** Secrets that are nearly right, or look as if they were. */
export function forgedSecret(random: Random): string | string[] | undefined {
  const at = random.int(0, SECRET.length - 1);
  const other = random.pick(['A', 'b', '0', '_', '-']);
  const changed = `${SECRET.slice(0, at)}${other}${SECRET.slice(at + 1)}`;
  const forged = random.pick<string | string[] | null>([
    null,
    '',
    'null',
    'undefined',
    SECRET.slice(0, at),
    `${SECRET}${other}`,
    SECRET.toLowerCase(),
    SECRET.toUpperCase(),
    changed === SECRET ? other : changed,
    [SECRET, SECRET],
    `${SECRET},${SECRET}`,
    Buffer.from(SECRET).toString('base64'),
  ]);
  return forged ?? undefined;
}

export interface Forging {
  readonly port: number;
  readonly random: Random;
  readonly count: number;
  readonly update: () => object;
}

/** Makes forged calls, twenty at once. @returns how often each HTTP code was the answer */
export async function forge({ port, random, count, update }: Forging) {
  const codes = new Map<number, number>();
  for (let done = 0; done < count; done += 20) {
    const calls = Array.from({ length: Math.min(20, count - done) }, () => {
      return callWebhook({ port, secret: forgedSecret(random), body: JSON.stringify(update()) });
    });
    for (const code of await Promise.all(calls)) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}
