/** Ten thousand calls of the webhook by somebody who does not know the secret: none is taken. */
import { expect, test } from 'vitest';
import { seededRandom } from '#kit';
import { openBot } from '../platforms/telegram/lone-bot.ts';
import { callWebhook, forge, SECRET } from '../platforms/telegram/webhook-calls.ts';

test('10,000 forged calls are refused, and the bot still hears Telegram', async () => {
  const port = 18_443;
  await using lone = await openBot({
    variables: {
      WEBHOOK_URL: 'https://bot.example/hook',
      WEBHOOK_SECRET: SECRET,
      WEBHOOK_LISTEN: `127.0.0.1:${port}`,
    },
  });
  const chat = { id: -1, type: 'supergroup' };
  const message = {
    message_id: 1,
    date: 1,
    chat,
    from: { id: 1, first_name: '小明' },
    text: '签到',
  };
  const update = () => ({ update_id: 1, message });
  const random = seededRandom('forged', 'long');
  const codes = await forge({ port, random, count: 10_000, update });
  expect([...codes]).toEqual([[401, 10_000]]);
  expect(lone.events).toEqual([]);
  expect(await callWebhook({ port, secret: SECRET, body: JSON.stringify(update()) })).toBe(200);
  expect(lone.events).toHaveLength(1);
});
