/**
 * The same group work as people write it with telegraf and better-sqlite3: one transaction a
 * message, which counts it and takes a check-in once a day, and an answer by `ctx.reply`.
 */
import { Agent, createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import type { Figures } from './contender.ts';
import { temporaryFolder } from './house.ts';
import { listen } from './loopback.ts';
import { startPeer, withCpu } from './peer.ts';
import { PATH, SECRET, TOKEN } from './telegram-updates.ts';
import type { WireLoad } from './wire-load.ts';

const POINTS = 10;
const SCHEMA = `
  create table members (chat integer, account integer, name text, messages integer, points integer,
    primary key (chat, account));
  create table check_ins (chat integer, account integer, day text,
    primary key (chat, account, day));
  create table ledger (id integer primary key, chat integer, account integer, points integer,
    reason text, at integer);
`;

/** With what the driver does by itself in WAL mode: a power cut may lose what was answered. */
export function asWritten(load: WireLoad): Promise<Figures> {
  return run(load, 'normal');
}

/** With the durability that our program has. */
export function asDurable(load: WireLoad): Promise<Figures> {
  return run(load, 'full');
}

async function run(load: WireLoad, synchronous: 'normal' | 'full'): Promise<Figures> {
  const peer = await startPeer('telegramSender', load);
  const db = new Database(join(temporaryFolder(), 'telegraf.db'));
  db.pragma('journal_mode = wal');
  db.pragma(`synchronous = ${synchronous}`);
  db.exec(SCHEMA);
  const bot = botOf(peer.port, heardBy(db));
  const server = createServer(bot.webhookCallback(PATH, { secretToken: SECRET }));
  const url = `http://127.0.0.1:${await listen(server)}${PATH}`;
  bot.botInfo = await bot.telegram.getMe();
  await bot.telegram.setWebhook(url, { secret_token: SECRET });
  const figures = await withCpu(peer, load);
  server.close();
  db.close();
  return figures;
}

function botOf(apiPort: number, heard: (said: Said) => string | undefined): Telegraf {
  const bot = new Telegraf(TOKEN, { telegram: { apiRoot: `http://127.0.0.1:${apiPort}` } });
  const agent = new Agent({ keepAlive: true });
  bot.use((ctx, next) => {
    // With TLS it keeps connections by itself; without it forgets to, which would be unfair.
    ctx.telegram.options.agent = agent;
    return next();
  });
  bot.on(message('text'), async (ctx) => {
    const { from, chat, message: said } = ctx;
    const answer = heard({
      chat: chat.id,
      account: from.id,
      name: from.first_name,
      text: said.text,
    });
    if (answer === undefined) return;
    await ctx.reply(answer, { reply_parameters: { message_id: said.message_id } });
  });
  return bot;
}

interface Said {
  readonly chat: number;
  readonly account: number;
  readonly name: string;
  readonly text: string;
}

/** @returns what takes a message and says the answer to it, if there is one */
function heardBy(db: Database.Database): (said: Said) => string | undefined {
  const count = db.prepare(`insert into members values (?, ?, ?, 1, 0)
    on conflict do update set messages = messages + 1, name = excluded.name`);
  const checkIn = db.prepare('insert into check_ins values (?, ?, ?) on conflict do nothing');
  const award = db.prepare('update members set points = points + ? where chat = ? and account = ?');
  const note = db.prepare(`insert into ledger (chat, account, points, reason, at)
    values (?, ?, ?, 'check-in', ?)`);
  return db.transaction(({ chat, account, name, text }: Said) => {
    count.run(chat, account, name);
    if (text !== '签到') return undefined;
    const day = new Date().toISOString().slice(0, 10);
    if (checkIn.run(chat, account, day).changes === 0) return '今天已经签到过了';
    award.run(POINTS, chat, account);
    note.run(chat, account, POINTS, Date.now());
    return `签到成功，+${POINTS} 积分！`;
  });
}
