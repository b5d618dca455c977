/** 忘记我 reaches what the bots keep by themselves: no file of an account holds the person's id. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, type PlatformId } from '#kit';
import { features } from '../commands/index.ts';
import type { App } from '../src/app.ts';
import { discreet } from '../src/discreet-bot.ts';
import { hiding } from '../src/secrets.ts';
import { openTestApp } from './app.ts';
import { until } from './platforms/hurried-time.ts';
import { GROUP, openWorld } from './platforms/telegram/world.ts';
import { PretendBot, saying } from './pretend-bot.ts';
import { TimeWorld } from './time-world.ts';

const START = Date.parse('2026-03-01T12:00:00+08:00');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qunli-forgotten-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function bytesBelow(path: string): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0);
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))));
}

/** A bot that writes down whom it knows, as real ones do with admins and owners. */
class NotingBot extends PretendBot {
  readonly #file: string;
  known: readonly string[];
  isBroken = false;

  constructor(platform: string, known: readonly string[]) {
    super({ platform });
    this.#file = join(folder, `${platform}.json`);
    this.known = known;
    this.#write();
  }

  async forget(ids: readonly PlatformId[]): Promise<void> {
    if (this.isBroken) throw new Error('the file is read-only');
    this.known = this.known.filter((one) => !ids.some((id) => id === one));
    this.#write();
  }

  #write(): void {
    writeFileSync(this.#file, JSON.stringify(this.known));
  }
}

async function forgets(app: App, bot: PretendBot, who: string): Promise<void> {
  for (const text of ['早', '忘记我', '确认忘记']) {
    await app.receive(bot, saying(START, who, text));
    await app.settle();
  }
}

function open(bots: readonly NotingBot[], logged: unknown[]): Promise<App> {
  const world = new TimeWorld(instantOf(START));
  const file = join(folder, 'qunli.db');
  const hushed = bots.map((bot) => discreet(bot, hiding([])));
  return openTestApp({ file, features, bots: hushed, logged, clock: world, timers: world });
}

test('whoever says 忘记我 is in no file of any bot on their platform, and others stay', async () => {
  const here = new NotingBot('pretend', ['acct-ming', 'acct-hong']);
  const elsewhere = new NotingBot('other', ['acct-ming']);
  const app = await open([here, elsewhere], []);
  await forgets(app, here, 'acct-ming');
  expect(readFileSync(join(folder, 'pretend.json'), 'utf8')).toBe('["acct-hong"]');
  expect(elsewhere.known).toEqual(['acct-ming']);
  await app.close();
});

test('an admin of a Telegram group who says 忘记我 is in no file of the bot, and admin when heard again', async () => {
  await using world = await openWorld();
  const admin = (id: number, status: string) => {
    return { status, user: { id, is_bot: false, first_name: `群友${id}` } };
  };
  world.fake.admins.set(GROUP, [admin(900_001, 'creator'), admin(900_002, 'administrator')]);
  const [owner, wang] = [world.person(900_001, '群主'), world.person(900_002, '老王')];
  const files = () => bytesBelow(join(world.folder, 'accounts'));
  const admins = () => world.rows(`select 1 from memberships where role = 'admin'`).length;
  owner.says('在');
  await until('老王 is written down', () => files().includes('900002'));
  wang.says('忘记我');
  await world.hears(/确认忘记/);
  wang.says('确认忘记');
  await until('老王 is gone', () => !files().includes('900002'));
  expect(files().includes('900001')).toBe(true);
  await world.app.settle();
  owner.says('我的积分');
  await world.hears(/积分/);
  expect([files().includes('900002'), admins()]).toEqual([false, 0]);
  wang.says('我回来了');
  await until('老王 is an admin again', () => admins() === 1);
});

test('a bot that cannot write is told of, and the person is forgotten everywhere else', async () => {
  const logged: unknown[] = [];
  const here = new NotingBot('pretend', ['acct-ming']);
  here.isBroken = true;
  const app = await open([here], logged);
  await forgets(app, here, 'acct-ming');
  expect(JSON.stringify(logged)).toContain('pretend');
  await app.close();
  expect(readFileSync(join(folder, 'qunli.db')).includes('acct-ming')).toBe(false);
});
