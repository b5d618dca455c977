/** What a bot does while Telegram misbehaves: nothing is lost, nothing is said twice. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { LinkRefusal, type Outgoing, parsePlatformId, type SendOutcome, seededRandom } from '#kit';
import { messageKey } from '../../../bots/telegram/keys.ts';
import { stillTime, until } from '../hurried-time.ts';
import { BOT, type Fault, TOKEN } from './fake.ts';
import { openBot } from './lone-bot.ts';
import { GROUP, openWorld } from './world.ts';

/** Telegram has so long for an answer. */
const ANSWERING_MS = 20_000;
/** And so long for news, which it holds back while there are none. */
const HOLDING_MS = 90_000;
const DATE = 1_772_000_000;
const chat = { id: GROUP, type: 'supergroup' };
const talk = (message_id: number, text = '早') => ({
  message: { message_id, date: DATE, chat, from: { id: 1, first_name: '小明' }, text },
});

describe('what is sent', () => {
  test.for<[Fault, SendOutcome['kind']]>([
    ['tooMany', 'notAccepted'],
    ['serverError', 'unknown'],
    ['badGateway', 'unknown'],
    ['resetAfterBody', 'unknown'],
    ['lostReply', 'unknown'],
    ['silence', 'unknown'],
    ['brokenJson', 'unknown'],
    [{ refuse: 400, description: 'Bad Request: chat not found' }, 'refused'],
    [{ refuse: 403, description: 'Forbidden: bot was blocked by the user' }, 'refused'],
  ])('into %j is %s, and is tried once', async ([fault, kind]) => {
    const time = stillTime();
    await using lone = await openBot({ time });
    lone.fake.fail('sendMessage', fault);
    const sending = lone.send('你好');
    await until('it is asked', () => lone.fake.misbehaved === 1);
    if (fault === 'silence') await time.pass(ANSWERING_MS);
    const outcome = await sending;
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'notAccepted') expect(outcome.retryAfterSeconds).toBe(3);
    const arrived = fault === 'lostReply' ? 1 : 0;
    expect(lone.fake.called('sendMessage')).toHaveLength(arrived);
    expect(JSON.stringify(outcome)).not.toContain('TEST-token');
  });

  test('while nobody listens is not accepted, and may be sent again', async () => {
    await using lone = await openBot({ time: stillTime() });
    await lone.fake.stop();
    expect(await lone.send('你好')).toMatchObject({ kind: 'notAccepted' });
  });

  test('while there is no connection is not accepted', async () => {
    await using lone = await openBot({ isClosed: true });
    expect(await lone.send('你好')).toMatchObject({ kind: 'notAccepted', why: 'not connected' });
  });

  test('with markup that Telegram cannot read arrives as bare words, once', async () => {
    await using lone = await openBot({ time: stillTime() });
    lone.fake.fail('sendMessage', 'unparsable');
    expect(await lone.send('a < b')).toMatchObject({ kind: 'sent' });
    expect(lone.fake.called('sendMessage').map(({ payload }) => payload.text)).toEqual(['a < b']);
    lone.fake.fail('sendMessage', 'unparsable', 2);
    expect(await lone.send('a < b')).toMatchObject({ kind: 'refused' });
  });

  test('as an answer of eight megabytes is none', async () => {
    await using lone = await openBot({ time: stillTime() });
    lone.fake.fail('sendMessage', 'oversized');
    expect(await lone.send('你好')).toMatchObject({ kind: 'sent' });
  });

  test('in a topic goes into that topic, whatever it is, and under its new id when the group moves', async () => {
    await using lone = await openBot({ time: stillTime() });
    const group = parsePlatformId('-100') ?? expect.fail();
    const to = { group, topic: '7' };
    const choices = ['a', 'b'].map((id) => ({ id, label: id }));
    await lone.send({ do: 'say', to, pieces: ['早'] });
    await lone.send({ do: 'say', to, pieces: [], file: import.meta.filename });
    await lone.send({ do: 'poll', to, title: '去哪', most: 1, choices });
    lone.fake.movedTo.set(-100, -100_200);
    await lone.send({ do: 'say', to, pieces: ['晚'] });
    const sent = lone.fake.calls.filter(({ method }) => /^send/.test(method));
    expect(sent.map(({ payload }) => Number(payload.message_thread_id))).toEqual([7, 7, 7, 7]);
    expect(sent.map(({ payload }) => Number(payload.chat_id))).toEqual([
      -100, -100, -100, -100_200,
    ]);
  });

  test('with choices carries at most 64 bytes on each button, and what is pressed is the whole choice', async () => {
    await using lone = await openBot({ time: stillTime() });
    const to = { group: parsePlatformId('-100') ?? expect.fail() };
    const ids = ['a'.repeat(64), 'a'.repeat(65), '选'.repeat(21), '选'.repeat(22), '#short'];
    const choices = ids.map((id) => ({ id, label: '选我' }));
    await lone.send({ do: 'say', to, pieces: ['哪个？'], choices });
    const shown = JSON.stringify(lone.fake.called('sendMessage')[0]?.payload.reply_markup);
    const carried = [...shown.matchAll(/callback_data[\\"]+:[\\"]+([^\\"]+)/g)].map(
      ([, data]) => data ?? '',
    );
    expect(carried).toHaveLength(ids.length);
    expect(carried.filter((data) => Buffer.byteLength(data) > 64)).toEqual([]);
    for (const [index, data] of carried.entries()) {
      const from = { id: 1, first_name: '小明' };
      lone.fake.push({ callback_query: { id: `p${index}`, from, message: { chat }, data } });
    }
    const pressed = () =>
      lone.events.flatMap((event) => (event.type === 'press' ? [event.choice] : []));
    await until('all were pressed', () => pressed().length === ids.length);
    expect(pressed()).toEqual(ids);
  });

  test('as a file that is gone or too large is refused', async () => {
    await using lone = await openBot({ time: stillTime() });
    const to = { group: parsePlatformId('-100') ?? expect.fail() };
    const say = (file: string): Outgoing => ({ do: 'say', to, pieces: ['看'], file });
    expect(await lone.send(say('/nowhere/at/all'))).toMatchObject({ kind: 'refused' });
    const path = join(tmpdir(), `qunli-file-${process.pid}`);
    writeFileSync(path, Buffer.alloc(50_000_001));
    expect(await lone.send(say(path))).toMatchObject({ kind: 'refused' });
    writeFileSync(path, 'name,points\n');
    expect(await lone.send(say(path))).toMatchObject({ kind: 'sent' });
    expect(lone.fake.called('sendDocument')[0]?.payload.document).toEqual({ bytes: 12 });
  });
});

describe('what comes in', () => {
  test('is never confirmed before it is stored, even when every third cannot be', async () => {
    const stored = new Set<string>();
    const random = seededRandom('offset law', 'test');
    await using lone = await openBot({
      store: async (event) => {
        await new Promise((go) => setTimeout(go, random.int(0, 3)));
        if (!stored.has(event.key) && random.int(0, 2) === 0) throw new Error('the disk is full');
        stored.add(event.key);
      },
    });
    const first = lone.fake.push(talk(1));
    for (let number = 2; number <= 60; number += 1) lone.fake.push(talk(number));
    const lowest = () => {
      let next = 0;
      while (stored.has(messageKey(DATE, next + 1))) next += 1;
      return first + next;
    };
    const seen = lone.fake.offsets;
    let checked = 0;
    await until('all is stored and confirmed', () => {
      for (; checked < seen.length; checked += 1) {
        expect(seen[checked]).toBeLessThanOrEqual(lowest());
      }
      return seen.at(-1) === first + 60;
    });
    expect(new Set(lone.events.map(({ key }) => key)).size).toBe(60);
    expect(lone.losses).toEqual([]);
  });

  test('is stored and confirmed around what cannot be read', async () => {
    await using lone = await openBot();
    lone.fake.push({ message: { text: 5 } });
    lone.fake.push(talk(1));
    const last = lone.fake.push({ poll: { id: '1' } });
    await until('all is confirmed', () => lone.fake.offsets.at(-1) === last + 1);
    expect(lone.events.filter(({ type }) => type === 'message')).toHaveLength(1);
    expect(lone.dropped.sort()).toEqual(['poll', 'unreadable']);
  });

  test('is asked for slowly when it has no numbers at all', async () => {
    const time = stillTime();
    await using lone = await openBot({ time });
    lone.fake.push({ update_id: 'none' });
    for (const [index, waited] of [0, 1_000, 2_000, 4_000].entries()) {
      await time.pass(waited);
      await until('it is asked again', () => lone.dropped.length > index);
      expect(lone.dropped).toHaveLength(index + 1);
    }
  });

  test('after a quiet week is heard, although Telegram counts from a lower number then', async () => {
    await using lone = await openBot();
    const said = () => lone.events.filter(({ type }) => type === 'message').length;
    lone.fake.push(talk(1), 900_000);
    await until('it is stored', () => said() === 1);
    const heard = lone.heard;
    await until('nothing more comes', () => lone.heard > heard + 2);
    lone.fake.push(talk(2), 17);
    await until('what comes next is stored, too', () => said() === 2);
  });

  test('from the owner of a group counts within a minute, although Telegram did not say once who that is', async () => {
    const time = stillTime();
    await using lone = await openBot({ time });
    const boss = { id: 1, first_name: '群主' };
    lone.fake.admins.set(GROUP, [{ status: 'creator', user: boss }]);
    lone.fake.fail('getChatAdministrators', 'serverError');
    const own = { id: BOT.id, is_bot: true, first_name: '群力' };
    const change = { chat, from: boss, date: DATE, old_chat_member: { status: 'left', user: own } };
    lone.fake.push({
      my_chat_member: { ...change, new_chat_member: { status: 'administrator', user: own } },
    });
    await until('it was asked in vain', () => lone.fake.misbehaved === 1);
    await time.pass(60_000);
    lone.fake.push(talk(1));
    await until('the message came', () => lone.events.some(({ type }) => type === 'message'));
    expect(lone.events).toContainEqual(expect.objectContaining({ type: 'role', role: 'owner' }));
  });

  test('of who came counts although the bot became an admin only after that', async () => {
    await using lone = await openBot({ time: stillTime() });
    const own = { id: BOT.id, is_bot: true, first_name: '群力' };
    const boss = { id: 1, first_name: '群主' };
    const change = {
      chat,
      from: boss,
      date: DATE,
      old_chat_member: { status: 'member', user: own },
    };
    const now = Math.floor(Date.now() / 1_000);
    lone.fake.admins.set(GROUP, [{ status: 'administrator', user: own }]);
    lone.fake.push({
      my_chat_member: { ...change, new_chat_member: { status: 'administrator', user: own } },
    });
    const came = (id: number, date: number) =>
      lone.fake.push({
        message: {
          message_id: id,
          date,
          chat,
          from: boss,
          new_chat_members: [{ id, first_name: `新人${id}` }],
        },
      });
    came(71, now - 3_600);
    const last = came(72, now + 3_600);
    await until('all is confirmed', () => lone.fake.offsets.at(-1) === last + 1);
    const joined = lone.events.flatMap((event) => (event.type === 'join' ? [event.member.id] : []));
    expect(joined).toEqual(['71']);
    expect(lone.dropped).toContain('told otherwise');
  });

  test('twice and out of order has one effect', async () => {
    await using world = await openWorld();
    const ming = world.person(11, '小明');
    ming.says('早');
    const message = { message_id: 77, date: world.second, chat, from: ming.from, text: '签到' };
    for (const number of [5_003, 5_001, 5_002]) world.fake.push({ message }, number);
    await world.hears(/第 1 位/);
    await until('all is confirmed', () => world.fake.offsets.at(-1) === 5_004);
    expect(world.fake.heardIn(GROUP)).toHaveLength(1);
    expect(world.rows('select sum(messages) from memberships')).toEqual([[2]]);
  });
});

test('whatever goes wrong, the token stands in no log and in no trouble', async () => {
  const faults: Fault[] = [
    'serverError',
    'resetAfterBody',
    'brokenJson',
    'silence',
    'unauthorized',
  ];
  for (const fault of faults) {
    await using lone = await openBot({ factor: 200 });
    for (const method of ['getChatAdministrators', 'sendMessage', 'setMyCommands', 'getUpdates']) {
      lone.fake.fail(method, fault);
    }
    lone.fake.push(talk(1));
    const outcome = await lone.send('你好');
    await until('the link is lost', () => lone.losses.length > 0);
    const told = inspect([outcome, lone.logged, lone.losses, lone.events], { depth: 9 });
    expect(told).not.toContain(TOKEN.split(':')[1]);
  }
});

describe('a connection', () => {
  test.for<[Fault, string]>([
    ['conflict', 'rival'],
    ['unauthorized', 'credentials'],
    ['serverError', 'outage'],
    ['resetAfterBody', 'outage'],
    ['brokenJson', 'outage'],
    ['silence', 'outage'],
  ])('that meets %s while it asks is lost to %s', async ([fault, kind]) => {
    const time = stillTime();
    await using lone = await openBot({ time, isClosed: true });
    lone.fake.fail('getUpdates', fault);
    await lone.open();
    await until('it is asked', () => lone.fake.misbehaved === 1);
    if (fault === 'silence') await time.pass(HOLDING_MS);
    await until('the link is lost', () => lone.losses.length > 0);
    expect(lone.losses[0]?.kind).toBe(kind);
  });

  test('names every kind of news each time it asks, for another program may have named fewer', async () => {
    await using lone = await openBot({ isClosed: true });
    const wanted: unknown[] = [];
    lone.fake.faultOf = ({ method, payload }) => {
      if (method === 'getUpdates') wanted.push(payload.allowed_updates);
      return undefined;
    };
    await lone.open();
    await until('it has asked a few times', () => wanted.length > 2);
    for (const kinds of wanted) {
      const needed = ['message', 'callback_query', 'chat_member', 'my_chat_member', 'poll_answer'];
      expect(kinds).toEqual(expect.arrayContaining(needed));
    }
  });

  test('that is told to wait waits, and is not lost', async () => {
    await using lone = await openBot({ factor: 20 });
    lone.fake.fail('getUpdates', 'tooMany');
    const before = lone.heard;
    lone.fake.push(talk(1));
    await until('the message came', () => lone.events.some(({ type }) => type === 'message'));
    expect(lone.heard).toBeGreaterThan(before);
    expect(lone.losses).toEqual([]);
  });

  test('that is told to wait for an hour does not seem to be there, and asks nothing meanwhile', async () => {
    const time = stillTime();
    await using lone = await openBot({ time, isClosed: true });
    const parameters = { retry_after: 3_600 };
    lone.fake.fail('getUpdates', { refuse: 429, description: 'Too Many Requests', parameters });
    await lone.open();
    await until('the link is lost', () => lone.losses.length > 0);
    expect(lone.losses[0]).toMatchObject({ kind: 'outage', why: expect.stringContaining('429') });
    await lone.connection?.close();
    const asked = lone.fake.calls.length;
    await time.pass(3_590_000);
    await expect(lone.open()).rejects.toThrow('has told the bot to wait, for another 10 s');
    expect(lone.fake.calls).toHaveLength(asked);
    await time.pass(10_000);
    await lone.open();
    await until('it is heard', () => lone.heard > 0);
  });

  test('is refused with a token that Telegram does not know', async () => {
    await using lone = await openBot({ isClosed: true });
    lone.fake.fail('getMe', 'unauthorized');
    const error = await lone.open().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LinkRefusal);
    expect(error).toMatchObject({ kind: 'credentials' });
  });

  test('that nobody answers is found within two minutes and comes back by itself', async () => {
    await using world = await openWorld({ factor: 20 });
    world.fake.isDeaf = true;
    await until(
      'it is found',
      () => world.state === 'down' || world.state === 'connecting',
      20_000,
    );
    const heardAt = world.app.health()[0]?.heardAt ?? 0;
    expect(world.time.clock.now() - heardAt).toBeLessThan(120_000);
    world.fake.isDeaf = false;
    await world.becomes('live');
    world.person(11, '小明').says('签到');
    await world.hears(/积分/);
  });

  test('ends at once, although a question is open, and confirms nothing more', async () => {
    await using lone = await openBot({ factor: 1 });
    await until('it asks', () => lone.heard > 0);
    const begun = Date.now();
    const asked = lone.fake.offsets.length;
    await lone.connection?.close();
    expect(Date.now() - begun).toBeLessThan(1_000);
    expect(lone.fake.offsets).toHaveLength(asked);
  });

  test('takes a foreign webhook away, which would keep every update from it', async () => {
    await using lone = await openBot({ isClosed: true });
    lone.fake.webhook = { url: 'https://elsewhere.example/hook' };
    await lone.open();
    expect(lone.fake.webhook.url).toBe('');
  });
});
