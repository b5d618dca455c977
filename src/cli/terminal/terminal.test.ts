import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect, test, vi } from 'vitest';
import { type Clock, instantOf, parseInstant } from '#kit';
import { type Config, readConfig } from '../../config.ts';
import { sandboxCommand } from '../sandbox-command.ts';
import { runTerminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'qunli-terminal-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** A clock that goes on by itself from nine in the morning. */
function clockFrom(time: string): Clock {
  const start = parseInstant(time) ?? 0;
  const begun = performance.now();
  return { isSet: false, now: () => instantOf(Math.floor(start + performance.now() - begun)) };
}

function configOf(file: string, language: string): Config {
  const variables = { QUNLI_DB: join(folder, file), QUNLI_LANGUAGE: language };
  const outcome = readConfig({ variables, envFile: join(folder, 'none') });
  if (outcome.kind === 'wrong') throw new Error(outcome.problems.join());
  return outcome.config;
}

/** Somebody at the terminal: types lines and reads what comes of each. */
class Person {
  readonly #input = new PassThrough();
  readonly #ended: Promise<void>;
  /** What goes on beside the group: begun, and stopped again. */
  readonly beside: string[] = [];
  #stop: () => void = () => undefined;
  #screen = '';

  constructor(file: string, language: string) {
    const output = new PassThrough();
    output.on('data', (text: Buffer) => {
      this.#screen += text.toString();
    });
    this.#ended = runTerminal({
      config: configOf(file, language),
      input: this.#input,
      output,
      isTerminal: false,
      isColoured: false,
      clock: clockFrom('2026-03-01T09:00:00+08:00'),
      stop: new Promise((stop) => {
        this.#stop = stop;
      }),
      beside: (app) => {
        this.beside.push('begun');
        return {
          stop: async () => {
            await app.settle();
            this.beside.push('stopped');
          },
        };
      },
    });
  }

  /** @returns what stands on the screen since, up to the next prompt */
  async types(line: string): Promise<string> {
    this.#screen = '';
    this.#input.write(`${line}\n`);
    return this.sees(/ › $/);
  }

  /** Waits until the screen shows it. */
  async sees(pattern: RegExp): Promise<string> {
    await vi.waitFor(() => expect(this.#screen).toMatch(pattern), { timeout: 10_000, interval: 5 });
    return this.#screen;
  }

  async signalled(): Promise<string> {
    this.#stop();
    await this.#ended;
    return this.#screen;
  }

  async leaves(): Promise<string> {
    this.#screen = '';
    this.#input.write('/quit\n');
    await this.#ended;
    return this.#screen;
  }
}

test('one person plays a group: signs in, is somebody else, lets a day pass', async () => {
  const person = new Person('journey.db', 'zh-CN');
  expect(await person.sees(/ › $/)).toContain('签到、我的积分、排行榜');
  await person.types('签到');
  await person.sees(/群力 » .*签到/);
  expect(await person.types('/as 小红')).toMatch(/小红来了.*\n小红 › $/);
  await person.types('大家早 @小明');
  expect(await person.types('/private 我的积分')).toContain('群力（私聊小红） » ');
  expect(await person.types('/clock +1d')).toMatch(/3月2日.*快 1d。/);
  expect(await person.types('/as 小明')).toContain('现在说话的是小明');
  await person.types('签到');
  await person.sees(/2 天/);
  expect(await person.leaves()).toContain('journey.db');
});

test('a name too long for an account is refused at once, in the language of the screen', async () => {
  const person = new Person('names.db', 'zh-CN');
  await person.sees(/ › $/);
  const long = '明'.repeat(257);
  for (const line of [
    `/as ${long}`,
    `/join ${long}`,
    `/join 小刚 by ${long}`,
    `/leave 小明 by ${long}`,
  ]) {
    expect(await person.types(line)).toMatch(/^ *名字太长了，最多 256 个字。\n小明 › $/);
  }
  expect(await person.types(`/as ${'明'.repeat(256)}`)).toContain('现在说话的是这位新人');
  await person.leaves();
});

test('backups and the like go on while the group is open, and are stopped before it closes', async () => {
  const person = new Person('beside.db', 'zh-CN');
  await person.sees(/ › $/);
  expect(person.beside).toEqual(['begun']);
  await person.leaves();
  expect(person.beside).toEqual(['begun', 'stopped']);
});

test('a later session finds members, points and time as they were left', async () => {
  const file = 'later.db';
  const first = new Person(file, 'zh-CN');
  await first.sees(/ › $/);
  await first.types('你好');
  await first.types('/as 小刚');
  await first.types('我也好');
  await first.types('/clock +2d');
  await first.leaves();

  const second = new Person(file, 'zh-CN');
  await second.sees(/ › $/);
  await second.types('又见面了');
  const members = await second.types('/members');
  expect(members).toMatch(/小明 +群友 +2 条消息/);
  expect(members).toMatch(/小刚 +群友 +1 条消息/);
  expect(members).toMatch(/群主 +群主 +0 条消息/);
  expect(await second.types('/clock')).toMatch(/3月3日.*快 2d。/);
  await second.leaves();
});

test('an English group opens in English, as Ming, without QUNLI_LANGUAGE', async () => {
  const first = new Person('english.db', 'en');
  await first.sees(/ › $/);
  await first.types('hello');
  await first.leaves();

  const second = new Person('english.db', 'zh-CN');
  expect(await second.sees(/ › $/)).toMatch(/Qunli is here.*\nMing › $/s);
  await second.types('hello again');
  expect(await second.types('/members')).toMatch(/Ming +member +2 messages/);
  expect(await second.types('/clock')).toContain('It is ');
  await second.leaves();
});

test('people come and go, take back what they said, and meet in other groups', async () => {
  const person = new Person('coming.db', 'zh-CN');
  await person.sees(/ › $/);
  expect(await person.types('/join 小刚 by 小明')).toContain('小刚入群了，邀请人是小明。');
  expect(await person.types('/leave 小刚 by 群主')).toContain('小刚被群主移出群了。');
  expect(await person.types('/leave 小丽')).toContain('群里没有「小丽」');
  expect(await person.types('/recall')).toContain('小明没有可以撤回的消息');
  await person.types('手滑了');
  expect(await person.types('/recall')).toContain('小明撤回了上一条消息。');
  expect(await person.types('/recall')).toContain('小明没有可以撤回的消息');
  expect(await person.types('/group g2')).toMatch(/小明 @g2 › $/);
  expect(await person.types('/members')).not.toContain('小刚');
  expect(await person.types('/as 群力')).toContain('机器人的');
  expect(await person.types('/as')).toContain('/as 名字');
  expect(await person.types('/help')).toContain('/private 内容');
  await person.leaves();
});

test('a second group is opened and joins the first, and a push goes to both', async () => {
  const person = new Person('two-groups.db', 'zh-CN');
  await person.sees(/小明 › $/);
  await person.types('/as 群主');
  const [code] = /\S{4}-\S{4}/.exec(await person.types('社群码')) ?? [];
  await person.types('/group g2');
  expect(await person.types(`加入社群 ${code}`)).toContain('要让本群加入 群主 的社群吗？');
  expect(await person.types('1')).toContain('加入了，现在 2 个群共用积分和设置。');
  expect(await person.types('定时 今晚8点 发给全部群：开会啦')).toContain('会发到 2 个群');
  await person.types('1');
  const heard = await person.types('/clock +12h');
  expect(heard).toContain('群力 » 开会啦');
  expect(heard).toContain('群力（群 g1） » 开会啦');
  await person.leaves();
});

test('members whom the sandbox knows are played under their own accounts', async () => {
  const events = [
    { type: 'message', group: 'g1', from: 'u1', name: '小明', id: 'm1', text: '早' },
    { type: 'message', group: 'g1', from: 'u2', name: '老板', id: 'm2', text: '早' },
    { type: 'role', group: 'g1', member: 'u2', role: 'owner' },
  ];
  const at = '2026-03-01T08:00:00+08:00';
  const story = join(folder, 'known.jsonl');
  writeFileSync(story, events.map((event) => JSON.stringify({ at, ...event })).join('\n'));
  const config = configOf('known.db', 'zh-CN');
  const options = { config, file: story, seed: '0', set: [], isQuiet: true, wantsStats: false };
  await sandboxCommand(options);

  const person = new Person('known.db', 'zh-CN');
  expect(await person.sees(/ › $/)).toContain('/as 老板 可以用管理命令');
  await person.types('又来了');
  const members = await person.types('/members');
  expect(members).toMatch(/小明 +群友 +2 条消息/);
  expect(members.match(/条消息/g)).toHaveLength(2);
  await person.leaves();
});

test('«/clok +1d», a slip in the terminal’s own command, is pointed out and not said', async () => {
  const person = new Person('slips.db', 'zh-CN');
  await person.sees(/ › $/);
  expect(await person.types('/clok +1d')).toContain('没有 /clok，你是想说 /clock 吗？');
  expect(await person.types('/members')).toMatch(/小明|还没有人说过话/);
  expect(await person.types('/foobar')).toContain('终端和机器人都没有 /foobar。');
  expect(await person.types('/checkin')).toContain('签到成功');
  await person.leaves();
});

test('«/as owner» in lower case is the owner, and «/as /as 群主» nobody', async () => {
  const person = new Person('capitals.db', 'en');
  await person.sees(/ › $/);
  expect(await person.types('/as owner')).toContain('You are Owner now.');
  expect(await person.types('/as /as Owner')).toContain('Like this: /as NAME');
  await person.leaves();
});

test('whoever is played after leaving is told that the next message brings them back', async () => {
  const person = new Person('left.db', 'zh-CN');
  await person.sees(/ › $/);
  await person.types('/as 小红');
  await person.types('早');
  await person.types('/leave 小红');
  expect(await person.types('/as 小红')).toContain('已经退群；再说话就回到群里');
  await person.types('我回来了');
  await person.types('/as 小明');
  expect(await person.types('/as 小红')).not.toContain('已经退群');
  await person.leaves();
});

test('a question is answered with a number', async () => {
  const person = new Person('choices.db', 'zh-CN');
  await person.sees(/ › $/);
  await person.types('签到');
  expect(await person.types('语言')).toMatch(/\n +1 .*\n +2 /);
  expect(await person.types('9')).toContain('请回答 1 到');
  expect(await person.types('3')).toContain('I answer you in English');
  await person.leaves();
});

test('what cannot be undone is answered in words, not with a number', async () => {
  const person = new Person('words.db', 'zh-CN');
  await person.sees(/ › $/);
  await person.types('签到');
  expect(await person.types('忘记我')).toMatch(/\n +· 不，留着\n +· 确认忘记/);
  expect(await person.types('2')).not.toContain('已经忘记');
  expect(await person.types('确认忘记')).toContain('已经忘记你了');
  await person.leaves();
});

test('what cannot be sent is said, and the talk goes on', async () => {
  const person = new Person('long.db', 'en');
  await person.sees(/ › $/);
  expect(await person.types('x'.repeat(70_000))).toMatch(
    /^ *That is too long: 65536 characters at most\.$/m,
  );
  expect(await person.types(`/group ${'g'.repeat(300)}`)).toContain('/group ID');
  expect(await person.types('/members')).toContain('0 messages');
  await person.leaves();
});

test('a signal ends the session in good order', async () => {
  const person = new Person('signal.db', 'zh-TW');
  await person.sees(/ › $/);
  await person.types('簽到');
  expect(await person.signalled()).toContain('再見');
  const again = new Person('signal.db', 'zh-TW');
  await again.sees(/ › $/);
  expect(await again.types('/members')).toMatch(/小明 +\S+ +1 則訊息/);
  await again.leaves();
});
