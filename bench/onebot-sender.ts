/**
 * The QQ side of the OneBot bench, in a process of its own: it listens, waits until somebody has
 * logged in, sends all frames, and takes the time until the answers are there.
 */
import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import { type Figures, percentile } from './contender.ts';
import { type FramesOptions, frameOf, isCheckIn, SELF } from './onebot-frames.ts';

/** As the peers were measured. */
const MOST_UNANSWERED = 64;
const MOST_BUFFERED_BYTES = 256 * 1_024;
/** The receiver's own beginnings are over by then. */
const SETTLING_MS = 500;
/** For the last answers, and not for ever. */
const LAST_MS = 10_000;

const call = z.object({
  action: z.string(),
  echo: z.unknown().optional(),
  params: z.object({
    message: z
      .array(z.object({ type: z.string(), data: z.object({ id: z.string().optional() }) }))
      .optional(),
  }),
});

export async function onebotSender(options: FramesOptions): Promise<Figures> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }));
  const [socket]: WebSocket[] = await once(server, 'connection');
  if (!socket) throw new Error('nobody came');
  const sending = new Sending(socket);
  await sending.loggedIn;
  await sleep(SETTLING_MS);
  const figures = await sending.all(options);
  socket.close();
  server.close();
  return figures;
}

class Sending {
  readonly #socket: WebSocket;
  readonly #sentAt = new Map<number, number>();
  readonly #waits: number[] = [];
  #lastAnswerAt = 0;
  #wake: (() => void) | undefined;
  readonly loggedIn: Promise<void>;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.loggedIn = new Promise((resolve) => {
      socket.on('message', (data) => this.#take(String(data), resolve));
    });
  }

  async all({ messages, perSecond }: FramesOptions): Promise<Figures> {
    const started = performance.now();
    for (let n = 0; n < messages; n += 1) {
      if (perSecond > 0) await sleep(started + (n * 1_000) / perSecond - performance.now());
      else if (this.#mustWait) await this.#untilFree();
      if (isCheckIn(n)) this.#sentAt.set(n + 1, performance.now());
      this.#socket.send(frameOf(n));
    }
    const end = performance.now() + LAST_MS;
    while (this.#sentAt.size > 0 && performance.now() < end) await sleep(1);
    const warm = this.#waits.slice(Math.floor(this.#waits.length / 3));
    return {
      eventsPerSecond: (messages * 1_000) / (this.#lastAnswerAt - started),
      p50Ms: percentile(warm, 50),
      p99Ms: percentile(warm, 99),
      answers: this.#waits.length,
      unanswered: this.#sentAt.size,
    };
  }

  get #mustWait(): boolean {
    return (
      this.#sentAt.size >= MOST_UNANSWERED || this.#socket.bufferedAmount > MOST_BUFFERED_BYTES
    );
  }

  async #untilFree(): Promise<void> {
    while (this.#mustWait) {
      await new Promise<void>((go) => {
        this.#wake = go;
        setImmediate(go);
      });
    }
  }

  #take(text: string, onLogin: () => void): void {
    const { action, echo, params } = call.parse(JSON.parse(text));
    const reply = (data: unknown) =>
      this.#socket.send(JSON.stringify({ status: 'ok', retcode: 0, data, echo }));
    if (action === 'get_login_info') reply({ user_id: SELF, nickname: 'bench' });
    else if (action === 'get_status') {
      reply({ online: true, good: true });
      onLogin();
    } else {
      const quoted = params.message?.find(({ type }) => type === 'reply')?.data.id;
      this.#answered(Number(quoted));
      reply({ message_id: 1 });
    }
  }

  #answered(id: number): void {
    const sentAt = this.#sentAt.get(id);
    if (sentAt === undefined) return;
    this.#sentAt.delete(id);
    this.#lastAnswerAt = performance.now();
    this.#waits.push(this.#lastAnswerAt - sentAt);
    this.#wake?.();
  }
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((go) => setTimeout(go, ms));
}
