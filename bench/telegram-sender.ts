/**
 * Telegram's side of the bench, in a process of its own: a Bot API that waits until a webhook is
 * set, calls it with all updates, and takes the time until the answers have come in as messages.
 */
import type { Figures } from './contender.ts';
import { Sending } from './sending.ts';
import { TelegramApi } from './telegram-api.ts';
import { Callers, type Webhook } from './telegram-callers.ts';
import { updateOf } from './telegram-updates.ts';
import type { WireLoad } from './wire-load.ts';

export async function telegramSender(load: WireLoad): Promise<Figures> {
  let answered: (message: number) => void = () => undefined;
  let announce: (webhook: Webhook) => void = () => undefined;
  const announced = new Promise<Webhook>((set) => {
    announce = set;
  });
  const api = await TelegramApi.open({
    onWebhook: (webhook) => announce(webhook),
    onAnswer: (message) => answered(message),
  });
  console.log(JSON.stringify({ port: api.port }));
  const callers: Callers = await Callers.open(await announced, () => sending.wake());
  const sending: Sending = new Sending({
    get isFull() {
      return callers.isFull;
    },
    send: (n) => callers.deliver(updateOf(n)),
  });
  answered = (message) => sending.answered(message);
  const figures = await sending.all(load);
  await callers.idle();
  callers.close();
  api.close();
  return figures;
}
