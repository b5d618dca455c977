/**
 * The whole app against telegram-test-api, a Bot API that we did not write. It knows nine methods,
 * does not hold a question open and answers everything else with an error: the bot lives with that.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { until } from '../hurried-time.ts';
import { TOKEN } from './fake.ts';
import { GROUP, openWorld, type World } from './world.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

const sent = z.object({
  chat_id: z.coerce.number(),
  text: z.string(),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ callback_data: z.string() }))) })
    .optional(),
});

describe('a Bot API of somebody else', () => {
  let server: TelegramServer;
  let world: World;

  beforeAll(async () => {
    server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' });
    await server.start();
    world = await openWorld({ root: server.config.apiURL });
  });
  afterAll(async () => {
    await world.close();
    await server.stop();
  });

  const clientOf = (id: number, name: string) =>
    server.getClient(TOKEN, {
      userId: id,
      chatId: GROUP,
      type: 'supergroup',
      chatTitle: '测试群',
      firstName: name,
    });

  const said = () => server.storage.botMessages.map(({ message }) => sent.parse(message));
  const hears = async (pattern: RegExp) => {
    await until(`the bot says ${pattern}`, () => said().some(({ text }) => pattern.test(text)));
    return said().find(({ text }) => pattern.test(text)) ?? expect.fail();
  };

  test('carries a member’s check-in and its answer', async () => {
    const ming = clientOf(41, '小明');
    await ming.sendMessage(ming.makeMessage('早上好', { date: world.second }));
    await ming.sendMessage(ming.makeMessage('签到', { date: world.second }));
    const answer = await hears(/第 1 位/);
    expect(answer.chat_id).toBe(GROUP);
  });

  test('carries a command with a slash', async () => {
    const hong = clientOf(42, '小红');
    await hong.sendCommand(hong.makeCommand('/checkin', { date: world.second }));
    await hears(/第 2 位/);
  });

  test('carries a question, the button pressed and the answer to it', async () => {
    const hong = clientOf(42, '小红');
    await hong.sendMessage(hong.makeMessage('语言', { date: world.second }));
    const question = await hears(/哪种语言/);
    const choices = question.reply_markup?.inline_keyboard.flat() ?? [];
    const english = choices.find(({ callback_data }) => callback_data.endsWith(':en'));
    await hong.sendCallback(hong.makeCallbackQuery(english?.callback_data ?? ''));
    await hears(/answer you in English/);
  });

  test('carries who came, told by a notice', async () => {
    const ming = clientOf(41, '小明');
    const fresh = { id: 43, is_bot: false, first_name: '新人' };
    const notice = { date: world.second, new_chat_members: [fresh], text: undefined };
    await ming.sendMessage(ming.makeMessage('', notice));
    const joined = () =>
      world.rows(`
        select members.name, inviters.name from memberships join members on members.id = member_id
        join members as inviters on inviters.id = inviter_id`);
    await until('the newcomer is known', () => joined().length > 0);
    expect(joined()).toEqual([['新人', '小明']]);
  });

  test('loses nothing, and the link stays up', () => {
    expect(world.state).toBe('live');
    expect(world.app.health()[0]?.generation).toBe(1);
  });
});
