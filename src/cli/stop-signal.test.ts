import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { stopSignal } from './stop-signal.ts';

function signalled() {
  const exits: number[] = [];
  let time = 0;
  const events = new EventEmitter();
  const program = {
    on: (signal: string, then: () => void) => events.on(signal, then),
    off: (signal: string, then: () => void) => events.off(signal, then),
    exit: (code: number) => exits.push(code),
  };
  const { asked, release } = stopSignal(program, () => time);
  const send = (signal: string, at: number): void => {
    time = at;
    events.emit(signal);
  };
  return { asked, release, send, exits, events };
}

test('the first signal asks to stop and ends nothing', async () => {
  const { asked, send, exits } = signalled();
  send('SIGTERM', 0);
  await asked;
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

test('a program that has ended its work no longer listens', () => {
  const { release, events } = signalled();
  release();
  expect(events.eventNames()).toEqual([]);
});
