/** An account whose gateway is slow to say what it knows, or never lets it in. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BotParts, instantOf, seededRandom, UNHEARD } from '#kit';
import { WechatBot } from '../bots/wechat/bot.ts';
import { wechatSettings } from '../bots/wechat/settings.ts';
import { fileBoxPackage, servicePackage } from '../bots/wechat/wire/contract.ts';
import { gatewayClass } from '../bots/wechat/wire/gateway.ts';
import { accountIn } from '../src/last-heard.ts';
import { Link } from '../src/runtime/links/link.ts';
import { TimeWorld } from './time-world.ts';

let folder: string;
let time: TimeWorld;
/** What the gateway answers when it is asked for its groups, one after the other. */
let lists: (readonly string[])[];
let isMute = false;
/** Whether a question is answered, and whether somebody is logged in. */
let isAnswering = true;
let isLoggedIn = false;
/** The newest client of a gateway. */
let line: { onBroken: (why: unknown) => void } | undefined;
const wire = new EventEmitter();

/** The package beneath our client, without a line. */
class Service {
  _cleanupCallbackList: (() => void)[] = [];
  _grpcManager = { client: { close: () => void wire.emit('hung up') } };
  on = (event: string, then: (payload: unknown) => void) => wire.on(event, then);
  removeAllListeners = () => this;
  hookPayloadStore(): void {}
  async onStart(): Promise<void> {
    if (isLoggedIn) setImmediate(() => wire.emit('login', { contactId: 'wxid_me' }));
    if (isMute) await new Promise((_, fail) => wire.once('hung up', () => fail(new Error('cut'))));
  }
  async onStop(): Promise<void> {}
  ding = () => {
    if (isAnswering) wire.emit('dong');
  };
  roomList = async () => lists.shift() ?? lists.at(-1) ?? [];
  contactPayload = async () => ({ name: '群力' });
  roomPayload = async () => ({ topic: '读书会', ownerId: '@boss', memberIdList: [] });
  roomMemberPayload = async () => ({ name: '小明', roomAlias: '' });
  messagePayload = async (id: string) => {
    return {
      id,
      talkerId: '@ming',
      roomId: '@@new1',
      text: '早',
      timestamp: 1_772_326_800,
      type: 7,
    };
  };
}

const Gateway = gatewayClass(servicePackage.shape.PuppetService.parse(Service));
const FileBox = fileBoxPackage.shape.FileBox.parse({});
const WechatyBuilder = {
  build: ({ puppet }: { readonly puppet: InstanceType<typeof Gateway> }) => {
    line = puppet;
    return {
      on: () => undefined,
      init: async () => undefined,
      start: () => puppet.onStart(),
      stop: () => puppet.onStop(),
    };
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-wechat-bot-'));
  time = new TimeWorld(instantOf(1_772_326_800_000));
  isMute = false;
  isAnswering = true;
  isLoggedIn = false;
});
afterEach(() => {
  wire.removeAllListeners();
  rmSync(folder, { recursive: true });
});

const settle = async () => {
  for (let turns = 0; turns < 20; turns += 1) await time.breathe();
};

function account(): WechatBot {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const random = seededRandom('test', 'wechat');
  const parts: BotParts = { clock: time, timers: time, random, ...accountIn({ log, folder }) };
  const settings = wechatSettings.parse({ ENDPOINT: '127.0.0.1:1', TOKEN: 'insecure_token' });
  const options = { account: 'wechat', settings, parts };
  return new WechatBot({ Gateway, WechatyBuilder, FileBox }, options);
}

function remember(...groups: readonly string[]): void {
  const file = join(accountFolder(), 'groups.json');
  writeFileSync(file, JSON.stringify(Object.fromEntries(groups.map((group) => [group, '']))));
}

/** Where the account keeps what it must remember. */
function accountFolder(): string {
  return accountIn({ log: { info: () => {}, warn: () => {}, error: () => {} }, folder }).folder;
}

test('a gateway that knows its groups only a minute after the login hides no loss of ids', async () => {
  remember('@@old1', '@@old2');
  lists = [[], [], ['@@new1', '@@new2']];
  const told: unknown[] = [];
  const connection = await account().open({
    ...UNHEARD,
    estranged: (group) => told.push(group ?? 'all'),
  });
  wire.emit('login', { contactId: '@me' });
  await settle();
  expect(told).toEqual([]);
  // Meanwhile somebody speaks in a group with a new id, which is remembered.
  wire.emit('message', { messageId: 'm1' });
  await time.pass(120_000, settle);
  expect(told).toEqual(['all']);
  await connection.close();
  expect(time.waiting, 'nothing goes on when it is closed').toBe(0);
});

test('an account that is closed while its groups are not known asks no more', async () => {
  remember('@@old1');
  lists = [[]];
  const connection = await account().open(UNHEARD);
  wire.emit('login', { contactId: '@me' });
  await settle();
  await connection.close();
  expect(time.waiting).toBe(0);
});

test('the same ids as before are no loss, however late they are known', async () => {
  remember('@@old1', '@@old2');
  lists = [[], ['@@old1', '@@old2']];
  const told: unknown[] = [];
  const connection = await account().open({
    ...UNHEARD,
    estranged: (group) => told.push(group ?? 'all'),
  });
  wire.emit('login', { contactId: '@me' });
  await time.pass(600_000, settle);
  expect(told).toEqual([]);
  await connection.close();
});

test('a gateway that never lets the account in is hung up on, and leaves nothing behind', async () => {
  isMute = true;
  let ended: unknown;
  void account()
    .open(UNHEARD)
    .catch((error: unknown) => {
      ended = error;
    });
  await settle();
  expect(wire.listenerCount('hung up')).toBe(1);
  await time.pass(60_000, settle);
  expect(ended).toBeInstanceOf(Error);
  expect(wire.listenerCount('hung up'), 'a start that still waits').toBe(0);
  expect(time.waiting).toBe(0);
});

/** How a link to a gateway can be up and deaf. */
const DEAFNESSES: Readonly<Record<string, () => void>> = {
  'a gateway that answers no question any more': () => {
    isAnswering = false;
  },
  'one that answers none, not even to let somebody in': () => {
    isAnswering = false;
    isMute = true;
  },
  'a stream that breaks': () => line?.onBroken(new Error('reset')),
  'a stream that ends without a word': () => line?.onBroken(undefined),
  'an account that WeChat has logged out': () => {
    isLoggedIn = false;
    wire.emit('logout');
  },
};

test.for(Object.keys(DEAFNESSES))(
  '%s is found within two minutes, and the link comes back',
  async (deafness) => {
    isLoggedIn = true;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const link = new Link({
      bot: account(),
      clock: time,
      timers: time,
      random: seededRandom('test', 'link'),
      log,
      receive: async () => undefined,
      missed: async () => undefined,
      estranged: async () => undefined,
      echoed: () => undefined,
      changed: () => undefined,
      hurry: () => undefined,
    });
    link.start();
    await settle();
    expect(link.health.state).toBe('live');
    await time.pass(30_000, settle);
    DEAFNESSES[deafness]?.();
    let passed = 0;
    const isFound = () => link.health.state === 'down' || link.health.generation > 1;
    for (; !isFound() && passed < 120_000; passed += 5_000) await time.pass(5_000, settle);
    expect(isFound()).toBe(true);
    [isMute, isAnswering, isLoggedIn] = [false, true, true];
    for (let waits = 0; waits < 60 && link.health.state !== 'live'; waits += 1) {
      await time.pass(5_000, settle);
    }
    expect(link.health.state).toBe('live');
    const stopping = link.stop();
    await time.pass(10_000, settle);
    await stopping;
  },
);
