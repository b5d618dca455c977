import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Screen } from './screen.ts';

function open(isTerminal: boolean) {
  const input = new PassThrough();
  const output = new PassThrough();
  const complete = (line: string): [string[], string] => [[], line];
  const screen = new Screen({ input, output, isTerminal, complete });
  const drawn = () => String(output.read() ?? '');
  return { input, screen, drawn };
}

const turn = () => new Promise((resume) => setImmediate(resume));

test('a line that is typed is the answer', async () => {
  const { input, screen, drawn } = open(false);
  const answer = screen.ask('小明 › ');
  expect(drawn()).toBe('小明 › ');
  input.write('签到\n');
  expect(await answer).toBe('签到');
  screen.close();
});

test('several lines at once are taken one after the other', async () => {
  const { input, screen, drawn } = open(false);
  const first = screen.ask('1 › ');
  input.write('a\nb\n');
  expect(await first).toBe('a');
  await turn();
  drawn();
  expect(await screen.ask('2 › ')).toBe('b');
  expect(drawn()).toBe('2 › b\n');
  screen.close();
});

test('what arrives while somebody types goes above the line', async () => {
  const { input, screen, drawn } = open(true);
  const answer = screen.ask('› ');
  input.write('签');
  await turn();
  drawn();
  screen.show('群力 » 你好');
  const [above, below] = drawn().split('群力 » 你好\n');
  expect(above?.endsWith('\u001b[1G\u001b[0J')).toBe(true);
  expect(below).toContain('› 签');
  input.write('到\r');
  expect(await answer).toBe('签到');
  screen.close();
});

test('Ctrl-C empties the line, on an empty line it leaves; Ctrl-D leaves', async () => {
  const typing = open(true);
  const answer = typing.screen.ask('› ');
  typing.input.write('abc\u0003');
  await turn();
  typing.input.write('d\r');
  expect(await answer).toBe('d');
  const last = typing.screen.ask('› ');
  typing.input.write('\u0003');
  expect(await last).toBeUndefined();

  const other = open(true);
  const end = other.screen.ask('› ');
  other.input.write('\u0004');
  expect(await end).toBeUndefined();
});

test('nothing is asked any more after the end of the input', async () => {
  const { input, screen } = open(false);
  input.end();
  await turn();
  expect(await screen.ask('› ')).toBeUndefined();
});

test('lines that are pasted together are one answer, and so are those that go on behind \\', async () => {
  const { input, screen } = open(true);
  const pasted = screen.ask('› ');
  input.write('\u001b[200~定时 每天 10:00\r1/2 第一课\r2/2 结业\u001b[201~');
  await turn();
  input.write('\r');
  expect(await pasted).toBe('定时 每天 10:00\n1/2 第一课\n2/2 结业');
  const typed = screen.ask('› ');
  input.write('一\\\r');
  await turn();
  input.write('二\r');
  expect(await typed).toBe('一\n二');
  screen.close();
});
