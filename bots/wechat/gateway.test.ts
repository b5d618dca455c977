/** The client of a gateway, with a pretend one of the package beneath it. */
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type Line, servicePackage } from './wire/contract.ts';
import { gatewayClass } from './wire/gateway.ts';

/** What of the package is needed here. */
class Service {
  readonly _cleanupCallbackList: (() => void)[] = [];
  hookPayloadStore(): void {}
  bridgeGrpcEventStream(line: Line): void {
    line.on('data', (frame) => {
      if (frame === 'broken') throw new SyntaxError('not JSON');
    });
  }
  async onStart(): Promise<void> {}
  async onStop(): Promise<void> {}
}

function connected() {
  const Gateway = gatewayClass(servicePackage.shape.PuppetService.parse(Service));
  const tls = { disable: true };
  const gateway = new Gateway({ endpoint: '127.0.0.1:1', token: 'a_b', timeoutSeconds: 1, tls });
  const wire = new EventEmitter();
  const heard: ((frame: unknown) => void)[] = [];
  const line: Line = {
    on: (event, then) => {
      if (event === 'data') heard.push(then);
      return wire.on(event, then);
    },
    listeners: () => [...heard],
    removeAllListeners: (event) => wire.removeAllListeners(event),
    client: { close: () => undefined },
  };
  const told: unknown[] = [];
  gateway.onBroken = (why: unknown) => told.push(why);
  gateway.onUnreadable = () => told.push('unreadable');
  gateway.bridgeGrpcEventStream(line);
  return { wire, told };
}

test('a gateway that ends its stream without a word has gone, and is not waited for', () => {
  const { wire, told } = connected();
  wire.emit('end');
  expect(told).toEqual([undefined]);
});

test('a stream that breaks is told, and a frame that is no JSON ends nothing', () => {
  const { wire, told } = connected();
  wire.emit('data', 'broken');
  const error = new Error('reset');
  wire.emit('error', error);
  expect(told).toEqual(['unreadable', error]);
});
