/** Pushes that are a link or a file, as managers and members see them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { fileRoom } from '../../src/files.ts';
import { openChat } from '../../src/testing/open-chat.ts';
import { features } from '../index.ts';
import { readLink } from './reading/read-link.ts';
import { fileNameOf } from './sending/file-name.ts';
import { saveSchedule, scheduleOf } from './store/schedules.ts';

/** Thursday, 26 November 2026; 阿强 is a manager, and files of members can be fetched. */
async function open(options: Partial<Parameters<typeof openChat>[0]> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'qunli-files-'));
  const files = fileRoom(join(folder, 'files'), async () => undefined);
  const can = { largestFetched: 20_000_000, ...options.can };
  const now = '2026-11-26T09:10:00+08:00';
  const chat = await openChat({ features, now, files, ...options, can });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  /** Puts a file where the manager has it. */
  function has(name: string, bytes: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }
  return {
    chat,
    qiang,
    has,
    async [Symbol.asyncDispose]() {
      await chat.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const ADDRESS = 'https://example.com/signup?from=a&b=1';

test('a link is echoed with its title and address, and pushed as a card', async () => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says(`定时 今晚8点 链接 ${ADDRESS} {星期}爬山报名 | 先到先得`);
  const { text } = chat.next();
  expect(text).toContain(`链接卡片，没有卡片的平台发成文字：\n周四爬山报名\n先到先得\n${ADDRESS}`);
  await qiang.says('1');
  chat.hears(/已保存/);
  await qiang.says('定时列表');
  chat.hears(/1 号 11月26日 周四 20:00：\{星期\}爬山报名/);
  await chat.at('2026-11-26T20:00:00+08:00');
  const { said } = chat.hears('');
  expect(said?.card).toEqual({ title: '周四爬山报名', address: ADDRESS, description: '先到先得' });
});

test('where there are no cards the same link is words', async () => {
  await using group = await open({ can: { cards: false } });
  const { chat, qiang } = group;
  await qiang.says(`定时 今晚8点 链接 ${ADDRESS}\n爬山报名`);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  expect(chat.hears(`爬山报名\n${ADDRESS}`).said?.card).toBeUndefined();
});

test('a link that comes late says so beside its card', async () => {
  await using group = await open({ settings: { 'community.pushGapMinutes': 5 } });
  const { chat, qiang } = group;
  await qiang.says(`定时 今晚8点 链接 ${ADDRESS} 报名`);
  await qiang.says('1');
  await qiang.whispers('试发 1');
  const trial = chat.rest().find(({ to }) => to === '@阿强');
  expect(trial?.said?.card).toMatchObject({ title: '报名' });
});

test.each([
  ['链接 ftp://example.com/a 报名', /^「ftp:\/\/example\.com\/a」不是能点开的网址/],
  ['链接 https://me:secret@example.com/ 报名', /里面不能有账号和密码/],
  ['链接 javascript://%0aalert(1) 报名', /不是能点开的网址/],
  ['链接 https://example.com/a', /^这个链接叫什么？/],
  [`链接 https://example.com/a ${'长'.repeat(101)}`, /^链接的标题最多 100 个字/],
])('a link that cannot be one is told before anything is kept: %j', async (content, told) => {
  await using group = await open();
  const { chat, qiang } = group;
  await qiang.says(`定时 每天 9:00 ${content}`);
  chat.hears(told);
  chat.hearsNothing();
});

test.each([
  ['链接在群公告里，自己看', undefined],
  ['链接 见群公告', undefined],
  ['早安 https://example.com/a', undefined],
  ['链接：报名 https://example.com/a。', ['报名', 'https://example.com/a', '']],
  [
    'link https://example.com/路 Sign up｜today\nonly',
    ['Sign up', 'https://example.com/%E8%B7%AF', 'today\nonly'],
  ],
])('a text is a link when it says so: %j', (typed, expected) => {
  const read = readLink(typed);
  const found = read?.kind === 'link' ? [read.title, read.address, read.description] : undefined;
  expect(found).toEqual(expected);
});

test('a file that comes with the command is pushed under its own name, and goes when it is over', async () => {
  await using group = await open();
  const { chat, qiang, has } = group;
  const file = has('报名表 v2.xlsx', 'cells');
  await qiang.says('定时 今晚8点 填好发我', { file });
  chat.hears(/填好发我\n（带一个文件：报名表 v2\.xlsx）/);
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  const path = chat.hears('填好发我').said?.file ?? '';
  expect([basename(path), readFileSync(path, 'utf8')]).toEqual(['报名表 v2.xlsx', 'cells']);
  await chat.advance({ days: 2 });
  await chat.app.settle();
  expect(existsSync(dirname(path))).toBe(false);
  expect(chat.errors).toEqual([]);
});

test('what is sent now is what was shown, and not a file that somebody has put there since', async () => {
  await using group = await open();
  const { chat, qiang, has } = group;
  const hong = chat.member('小红');
  await hong.becomes('admin');
  await qiang.says('定时 每天 20:00 填好发我');
  await qiang.says('1');
  await qiang.says('立即发 1');
  await hong.says('定时文件 1', { file: has('别的.pdf', 'other') });
  await chat.app.settle();
  chat.rest();
  await qiang.says('现在就发');
  chat.hears('1 号刚才被人改过，按现在的再看一眼：');
  chat.hears(/（带一个文件：别的\.pdf）/);
});

test('a file needs no words, may be sent before the command, and is changed by number', async () => {
  await using group = await open();
  const { chat, qiang, has } = group;
  await qiang.says('', { file: has('一.pdf', 'one') });
  await qiang.says('定时 每天 10:00');
  chat.hears(/（带一个文件：一\.pdf）/);
  await qiang.says('1');
  chat.rest();
  await qiang.says('定时列表');
  chat.hears(/1 号 每天 10:00：一\.pdf/);
  await chat.at('2026-11-26T10:00:00+08:00');
  const first = chat.hears('').said?.file ?? '';
  await qiang.says('定时文件 1', { file: has('二.pdf', 'two') });
  chat.hears('好，1 号以后带上文件「二.pdf」。');
  await chat.at('2026-11-27T10:00:00+08:00');
  const second = chat.hears('').said?.file ?? '';
  expect([basename(first), basename(second)]).toEqual(['一.pdf', '二.pdf']);
  expect(readFileSync(second, 'utf8')).toBe('two');
  await chat.advance({ hours: 30 });
  expect(existsSync(first)).toBe(false);
});

test('where files cannot be sent the words say that there is one', async () => {
  await using group = await open({ can: { files: false } });
  const { chat, qiang, has } = group;
  await qiang.says('定时 今晚8点 填好发我', { file: has('表.xlsx', 'cells') });
  await qiang.says('1');
  chat.rest();
  await chat.at('2026-11-26T20:00:00+08:00');
  expect(chat.hears(/^填好发我\n（/).said?.file).toBeUndefined();
});

test('a file that is empty or too large is asked for again', async () => {
  await using group = await open();
  const { chat, qiang, has } = group;
  await qiang.says('定时 今晚8点 填好发我', { file: has('空.pdf', '') });
  chat.next();
  chat.hears('1 号的文件没收到（最大 10 MB），请再发一次：定时文件 1');
  await qiang.says('定时文件 1', { file: has('大.zip', new Uint8Array(10_000_001)) });
  chat.hears('好，1 号以后带上文件「大.zip」。');
  chat.hears('1 号的文件没收到（最大 10 MB），请再发一次：定时文件 1');
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\a.txt', 'a.txt'],
  ['.htaccess', 'htaccess'],
  ['con.txt', '_con.txt'],
  ['a\u202egpj.exe', 'a_gpj.exe'],
  ['<b>.pdf', '_b_.pdf'],
  ['', 'file'],
  [`${'名'.repeat(200)}.docx`, `${'名'.repeat(60)}.docx`],
])('whatever a file is called, its name leads nowhere else: %j', (claimed, name) => {
  expect(fileNameOf(claimed)).toBe(name);
});

test('a picture that was fetched for a schedule deleted meanwhile does not stay on the disk', async () => {
  const room = mkdtempSync(join(tmpdir(), 'qunli-gone-'));
  const kept: string[] = [];
  const files = fileRoom(room, async () => undefined);
  const keep: typeof files.keep = async (file) => {
    const path = await files.keep(file);
    kept.push(path);
    await removeFirst();
    return path;
  };
  await using group = await open({ files: { ...files, keep, remove: files.remove } });
  const { chat, qiang, has } = group;
  /** As `删除定时 1` does while the picture is under way. */
  async function removeFirst(): Promise<void> {
    await chat.app.store.write(chat.now(), async (tx) => {
      const { community } = (await tx.people.find(await idOfQiang)) ?? expect.unreachable();
      const found = await scheduleOf(tx, { community, number: 1 });
      if (found) await saveSchedule(tx, community, { ...found, state: 'removed' });
    });
  }
  const idOfQiang = chat.idOf(qiang);
  await idOfQiang;
  const file = has('海报.png', Buffer.from('89504e470d0a1a0a0000000d', 'hex'));
  await qiang.says('定时 每天 20:00 来看海报', { file });
  chat.rest();
  expect(kept.map((path) => existsSync(path))).toEqual([true]);
  await chat.advance({ days: 2 });
  await chat.app.settle();
  expect(kept.map((path) => existsSync(path))).toEqual([false]);
  expect(chat.errors).toEqual([]);
  rmSync(room, { recursive: true });
});

test.each([
  ['链接 www.example.com/a 报名', '报名\nhttps://www.example.com/a'],
  ['链接 example.com 报名 | 说明', '报名\n说明\nhttps://example.com/'],
  ['链接https://example.com 报名', '报名\nhttps://example.com/'],
  ['链接 https：//example.com 报名', '报名\nhttps://example.com/'],
])('«%s» is a link, however its address is written', async (typed, card) => {
  await using chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00' });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  await qiang.says(`定时 今晚8点 ${typed}`);
  expect(chat.next().text).toContain(`链接卡片，没有卡片的平台发成文字：\n${card}\n`);
});

test.each([
  ['链接 http:/example.com 报名', /^「http:\/example.com」不是能点开的网址/],
  ['链接 报名表在群公告', /\n链接 报名表在群公告\n（没看到网址，会按文字发。要发成链接：/],
  [`链接 https://example.com 报名 | ${'长'.repeat(201)}`, /^链接的说明最多 200 个字。$/],
])('«%s» is not sent as it is without a word', async (typed, told) => {
  await using chat = await openChat({ features, now: '2026-11-26T09:10:00+08:00' });
  const qiang = chat.member('阿强');
  await qiang.becomes('admin');
  await qiang.says(`定时 今晚8点 ${typed}`);
  chat.hears(told);
});

test('a picture that arrives after a second manager has agreed is not sent before they see it', async () => {
  const room = mkdtempSync(join(tmpdir(), 'qunli-late-'));
  const files = fileRoom(room, async () => undefined);
  const keep: typeof files.keep = async (file) => {
    const path = await files.keep(file);
    await agreeFirst();
    return path;
  };
  const settings = { 'schedule.approval': true };
  await using group = await open({ files: { ...files, keep, remove: files.remove }, settings });
  const { chat, qiang, has } = group;
  const fang = chat.member('小芳');
  await fang.becomes('admin');
  /** As `批准定时 1` does while the picture is under way. */
  async function agreeFirst(): Promise<void> {
    await chat.app.store.write(chat.now(), async (tx) => {
      const { community } = (await tx.people.find(await idOfQiang)) ?? expect.unreachable();
      const found = await scheduleOf(tx, { community, number: 1 });
      if (found) await saveSchedule(tx, community, { ...found, state: 'active' });
    });
  }
  const idOfQiang = chat.idOf(qiang);
  await idOfQiang;
  await qiang.says('定时 每天 20:00 来看海报');
  await qiang.says('1');
  const file = has('海报.png', Buffer.from('89504e470d0a1a0a0000000d', 'hex'));
  chat.rest();
  await qiang.says('定时图片 1', { file });
  chat.hears('好，1 号以后配这张图。');
  chat.hears('1 号等另一位运营同意。先看再定：批准定时 1');
  chat.hears('1 号等另一位运营同意。先看再定：批准定时 1');
  await chat.advance({ days: 1 });
  chat.hearsNothing();
  await fang.says('批准定时 1');
  chat.hears(/\n来看海报\n（带一张图片）\n/);
  expect(chat.errors).toEqual([]);
  rmSync(room, { recursive: true });
});
