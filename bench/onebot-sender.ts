/**
 * The QQ side of the OneBot bench, in a process of its own: it listens, waits until somebody has
 * logged in, sends all frames, and takes the time until the answers are there.
 */
import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod';
import type { Figures } from './contender.ts';
import { frameOf, SELF } from './onebot-frames.ts';
import { Sending } from './sending.ts';
import type { WireLoad } from './wire-load.ts';

const MOST_BUFFERED_BYTES = 256 * 1_024;

const call = z.object({
  action: z.string(),
  echo: z.unknown().optional(),
  params: z.object({
    message: z
      .array(z.object({ type: z.string(), data: z.object({ id: z.string().optional() }) }))
      .optional(),
  }),
});

export async function onebotSender(load: WireLoad): Promise<Figures> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }));
  const [socket]: WebSocket[] = await once(server, 'connection');
  if (!socket) throw new Error('nobody came');
  const sending: Sending = new Sending({
    get isFull() {
      return socket.bufferedAmount > MOST_BUFFERED_BYTES;
    },
    send: (n) => socket.send(frameOf(n), () => sending.wake()),
  });
  await loggedIn(socket, sending);
  const figures = await sending.all(load);
  socket.close();
  server.close();
  return figures;
}

/** Answers all calls from now on. Resolves when somebody has logged in. */
function loggedIn(socket: WebSocket, sending: Sending): Promise<void> {
  return new Promise((onLogin) => {
    socket.on('message', (data) => {
      const { action, echo, params } = call.parse(JSON.parse(String(data)));
      const reply = (told: unknown) =>
        socket.send(JSON.stringify({ status: 'ok', retcode: 0, data: told, echo }));
      if (action === 'get_login_info') reply({ user_id: SELF, nickname: 'bench' });
      else if (action === 'get_status') {
        reply({ online: true, good: true });
        onLogin();
      } else {
        const quoted = params.message?.find(({ type }) => type === 'reply')?.data.id;
        sending.answered(Number(quoted));
        reply({ message_id: 1 });
      }
    });
  });
}
