/**
 * The limit of OneBot: a socket, JSON.parse, and the statements that our program really wrote for
 * the same messages, with ready values; what came in during one turn of the loop shares a commit
 * and is answered after it. It decides nothing and reads nothing.
 */
import type Database from 'better-sqlite3';
import { WebSocket } from 'ws';
import { type Message, parsePlatformId } from '#kit';
import { receive } from '../bots/qq/receive.ts';
import { readFrame } from '../bots/qq/wire.ts';
import { realClock } from '../src/host.ts';
import type { Figures } from './contender.ts';
import { NO_MERGING, openHouse } from './house.ts';
import { type FramesOptions, frameOf, isCheckIn, SELF } from './onebot-frames.ts';
import { startPeer, withCpu } from './onebot-peer.ts';
import { type Commits, emptyDatabase, prepareAll } from './pipeline-bare.ts';
import { feed } from './pipeline-ours.ts';
import { record } from './recording.ts';

type Ready = ReturnType<typeof prepareAll>[number];

export async function onebotBare(options: FramesOptions): Promise<Figures> {
  const commits = await recorded(options.messages);
  const db = await emptyDatabase();
  const receiver = new Receiver(db, prepareAll(db, commits).flat(), options.messages);
  const peer = await startPeer(options);
  receiver.connect(peer.url);
  const figures = await withCpu(peer, options);
  db.close();
  return figures;
}

/** What our program writes for the same frames. */
async function recorded(messages: number): Promise<Commits> {
  const recording = record();
  const clock = realClock;
  const house = await openHouse({ clock, settings: NO_MERGING, onSend: () => undefined });
  recording.restart();
  await feed(house, { clock, messages: Array.from({ length: messages }, (_, n) => decoded(n)) });
  const commits = [...recording.commits];
  await house.close();
  return commits;
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
  readonly #db: Database.Database;
  readonly #writes: Ready;
  readonly #perMessage: number;
  #written = 0;
  #socket: WebSocket | undefined;
  #waiting: { readonly message_id: number; readonly group_id: number }[] = [];
  #count = 0;

  constructor(db: Database.Database, writes: Ready, messages: number) {
    this.#db = db;
    this.#writes = writes;
    this.#perMessage = writes.length / messages;
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
    this.#count += batch.length;
    const end = Math.min(this.#writes.length, Math.round(this.#count * this.#perMessage));
    this.#db.exec('begin immediate');
    for (; this.#written < end; this.#written += 1) this.#run(this.#writes[this.#written]);
    this.#db.exec('commit');
    for (const { message_id: id, group_id: group } of batch) {
      if (isCheckIn(id - 1)) this.#answer(id, group);
    }
  }

  #run(write: Ready[number] | undefined): void {
    if (write?.isRead) write.statement.all(...write.values);
    else write?.statement.run(...write.values);
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
