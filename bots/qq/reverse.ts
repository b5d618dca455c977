/**
 * The way in which the implementation connects to us: one HTTP server that takes WebSockets and
 * posted events. Whoever may not come in is refused before anything of theirs is read further.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Connection } from '#kit';
import type { SocketCalls } from './calls.ts';
import { isSame, tokenIn } from './credentials.ts';
import { MOST_FRAME_BYTES, troubleOfClose } from './forward.ts';
import type { Known } from './known.ts';
import { takePost } from './posted.ts';
import type { Session } from './session.ts';
import type { Address } from './settings.ts';

/** Who begins to speak and does not go on is let go; the standard's posts take milliseconds. */
const REQUEST_MS = 10_000;

export interface ReceptionParts {
  readonly address: Address;
  readonly token: string | undefined;
  readonly secret: string | undefined;
  readonly session: Session;
  readonly known: Known;
  /** Where calls go; absent when they are made over HTTP, and only posts are taken. */
  readonly calls: SocketCalls | undefined;
}

/** Listens until it is closed. @throws Error when the address is taken */
export async function listen(
  parts: ReceptionParts,
): Promise<Connection & { readonly port: number }> {
  const { address } = parts;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const server = createServer((request, response) => void takePost(parts, request, response));
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = REQUEST_MS;
  const reception = new Reception(parts, sockets);
  server.on('upgrade', (request, socket, head) => reception.upgrade({ request, socket, head }));
  await opened(server, address);
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : address.port,
    probe: () => reception.probe(),
    close: () => closed(server, sockets),
  };
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

type Role = 'api' | 'event' | 'universal';

class Reception {
  readonly #parts: ReceptionParts;
  readonly #sockets: WebSocketServer;
  /** The present socket of each role; a newer one takes its place. */
  readonly #present = new Map<Role, WebSocket>();

  constructor(parts: ReceptionParts, sockets: WebSocketServer) {
    this.#parts = parts;
    this.#sockets = sockets;
  }

  upgrade({ request, socket, head }: Upgrade): void {
    // It may go away while it is being refused.
    socket.on('error', () => socket.destroy());
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const role = roleOf(request);
    this.#sockets.handleUpgrade(request, socket, head, (open) => this.#take(open, role));
  }

  #refusalOf(request: IncomingMessage): string | undefined {
    const { token, secret, known, calls } = this.#parts;
    if (!calls) return '404 Not Found';
    // Only web pages send it: no page that somebody looks at may pretend to be QQ.
    if (request.headers.origin !== undefined) return '403 Forbidden';
    // A secret alone protects posts; sockets carry no signature.
    if (token === undefined && secret !== undefined) return '401 Unauthorized';
    if (token !== undefined && !isSame(tokenIn(request) ?? '', token)) return '401 Unauthorized';
    const account = request.headers['x-self-id'];
    const isStranger = account !== undefined && known.self && account !== known.self.id;
    return isStranger ? '403 Forbidden' : undefined;
  }

  #take(socket: WebSocket, role: Role): void {
    const { session, calls } = this.#parts;
    const before = this.#present.get(role);
    this.#present.set(role, socket);
    if (before) {
      session.noteGap();
      before.terminate();
    }
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      if (this.#present.get(role) === socket) session.end(troubleOfClose(code));
    });
    socket.on('message', (data) => {
      if (this.#present.get(role) === socket) session.take(String(data));
    });
    if (role !== 'api') session.flow = socket;
    if (role !== 'event') calls?.use(socket);
    if (this.#isWhole) void session.start();
  }

  /** Whether there is a way for calls and one for events: with calls alone it would be deaf. */
  get #isWhole(): boolean {
    const has = (role: Role) => this.#present.has(role);
    return has('universal') || (has('api') && has('event'));
  }

  /** @throws Error when nobody is there, or nothing could be heard */
  async probe(): Promise<void> {
    if (this.#present.has('api') && !this.#isWhole) {
      throw new Error('QQ is connected for calls alone; its connection for events has not come');
    }
    await this.#parts.session.probe();
  }
}

function roleOf({ headers }: IncomingMessage): Role {
  const role = String(headers['x-client-role'] ?? '').toLowerCase();
  return role === 'api' || role === 'event' ? role : 'universal';
}

/** Another program listens at this address. */
export class AddressTaken extends Error {
  override readonly name = 'AddressTaken';

  constructor(address: string) {
    super(`${address} is taken by another program`);
  }
}

function opened(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new AddressTaken(`${host}:${port}`) : error);
    });
    server.listen(port, host, resolve);
  });
}

async function closed(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  const done = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await done;
}
