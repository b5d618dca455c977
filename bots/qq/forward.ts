/** The way in which we connect: a WebSocket server of the OneBot implementation. */
import { WebSocket } from 'ws';
import type { Connection, LinkTrouble } from '#kit';
import type { SocketCalls } from './calls.ts';
import type { Session } from './session.ts';

/** A page of history with long texts stays far below; what is larger is not for us. */
export const MOST_FRAME_BYTES = 16 * 1_024 * 1_024;
const HANDSHAKE_MS = 8_000;

export interface Target {
  readonly url: string;
  readonly token: string | undefined;
}

/** A socket to an implementation that is not open yet. */
export function socketTo({ url, token }: Target): WebSocket {
  return new WebSocket(url, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
  });
}

/**
 * @throws LinkRefusal when the token is refused
 * @throws Error when nobody is there, or the account is offline
 */
export async function connect(
  target: Target,
  { session, calls }: { readonly session: Session; readonly calls: SocketCalls },
): Promise<Connection> {
  const socket = socketTo(target);
  calls.use(socket);
  session.flow = socket;
  socket.on('message', (data) => session.take(String(data)));
  socket.on('open', () => void session.start());
  socket.on('error', (error) => session.end(troubleOfError(error)));
  socket.on('close', (code) => session.end(troubleOfClose(code)));
  try {
    await session.admitted;
  } catch (error) {
    socket.terminate();
    throw error;
  }
  return {
    probe: () => session.probe(),
    close: async () => {
      socket.terminate();
    },
  };
}

/** The token may be refused before the socket opens, by the standard with 401 or 403. */
export function troubleOfError({ message }: Error): LinkTrouble {
  const isRefused = /\b(?:401|403)\b/.test(message);
  if (isRefused) return { kind: 'credentials', why: 'the access token is wrong' };
  return { kind: 'outage', why: message };
}

/** Or after it, with the code for a broken rule (onebots). */
export function troubleOfClose(code: number): LinkTrouble {
  if (code === 1008) return { kind: 'credentials', why: 'the access token is wrong' };
  return { kind: 'outage', why: `the connection was closed (code ${code})` };
}
