/**
 * The limit of OneBot: a socket, JSON.parse, and the statements that our program really wrote for
 * the same messages, with ready values; what came in during one turn of the loop shares a commit
 * and is answered after it. It decides nothing and reads nothing.
 */
import { WebSocket } from 'ws';
import { type Message, parsePlatformId } from '#kit';
import { receive } from '../bots/qq/receive.ts';
import { readFrame } from '../bots/qq/wire.ts';
import type { Figures } from './contender.ts';
import { frameOf, SELF } from './onebot-frames.ts';
import { startPeer, withCpu } from './peer.ts';
import { type SameWrites, sameWrites } from './same-writes.ts';
import { isCheckIn, type WireLoad } from './wire-load.ts';

export async function onebotBare(load: WireLoad): Promise<Figures> {
  const messages = Array.from({ length: load.messages }, (_, n) => decoded(n));
  const writes = await sameWrites(messages);
  const receiver = new Receiver(writes);
  const peer = await startPeer('onebotSender', load);
  receiver.connect(`ws://127.0.0.1:${peer.port}`);
  const figures = await withCpu(peer, load);
  writes.close();
  return figures;
}

function decoded(n: number): Message {
  const id = parsePlatformId(String(SELF));
  const frame = readFrame(frameOf(n));
  if (frame.kind !== 'event' || frame.event.post_type === 'meta_event' || id === undefined) {
    throw new Error('not a message');
  }
  const received = receive(frame.event, { id, name: 'bench' });
  if (received.kind !== 'event' || received.event.type !== 'message') throw new Error('no message');
  return received.event;
}

class Receiver {
  readonly #writes: SameWrites;
  #socket: WebSocket | undefined;
  #waiting: { readonly message_id: number; readonly group_id: number }[] = [];

  constructor(writes: SameWrites) {
    this.#writes = writes;
  }

  connect(url: string): void {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    this.#socket = socket;
    const call = (action: string) =>
      socket.send(JSON.stringify({ action, params: {}, echo: action }));
    socket.on('open', () => {
      call('get_login_info');
      call('get_status');
    });
    socket.on('message', (data) => this.#take(String(data)));
  }

  #take(text: string): void {
    const frame = JSON.parse(text);
    if (frame.post_type !== 'message') return;
    if (this.#waiting.length === 0) setImmediate(() => this.#commit());
    this.#waiting.push(frame);
  }

  #commit(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#writes.commit(batch.length);
    for (const { message_id: id, group_id: group } of batch) {
      if (isCheckIn(id - 1)) this.#answer(id, group);
    }
  }

  #answer(id: number, group: number): void {
    const message = [
      { type: 'reply', data: { id: String(id) } },
      { type: 'text', data: { text: '签到成功，+5 积分！' } },
    ];
    const params = { group_id: group, message };
    this.#socket?.send(JSON.stringify({ action: 'send_group_msg', params, echo: `q${id}` }));
  }
}
