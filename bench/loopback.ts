/** Ports of this machine, for those who listen in a bench. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Listens where nobody else does. @returns the port on 127.0.0.1 */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

/** A port that nobody listens on at the moment, for a program that must be told one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}
