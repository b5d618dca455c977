import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { stopSignal } from './stop-signal.ts';

function signalled() {
  const exits: number[] = [];
  let time = 0;
  const events = new EventEmitter();
  const program = {
    on: (signal: string, then: () => void) => events.on(signal, then),
    exit: (code: number) => exits.push(code),
  };
  const stop = stopSignal(program, () => time);
  const send = (signal: string, at: number): void => {
    time = at;
    events.emit(signal);
  };
  return { stop, send, exits };
}

test('the first signal asks to stop and ends nothing', async () => {
  const { stop, send, exits } = signalled();
  send('SIGTERM', 0);
  await stop;
  expect(exits).toEqual([]);
});

test('a second signal ends the program at once', () => {
  const { send, exits } = signalled();
  send('SIGINT', 0);
  send('SIGTERM', 2_000);
  expect(exits).toEqual([1]);
});

test('the same Ctrl-C that arrives twice counts once', () => {
  const { send, exits } = signalled();
  send('SIGINT', 0);
  send('SIGINT', 20);
  expect(exits).toEqual([]);
});
