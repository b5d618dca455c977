/**
 * Connections to the Bot API that are handed over only when they stand. So a failure before that
 * moment is one in which provably nothing was sent, and carries {@link NEVER_CONNECTED}.
 */
import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { type Span, seconds, type Timers } from '#kit';

/** The code of an error that happened before anything could be sent. */
export const NEVER_CONNECTED = 'NEVER_CONNECTED';
/** So long a connection may take, name look-up and TLS included. */
const CONNECTING: Span = seconds(10);

type Give = (error: Error | null, stream: Duplex) => void;
type Made = Duplex | null | undefined;

/** An agent for an address, `http` or `https`; its connections are kept for further calls. */
export function agentFor(apiRoot: string, timers: Timers): PlainAgent {
  const isPlain = new URL(apiRoot).protocol === 'http:';
  const agent = isPlain ? new PlainAgent({ keepAlive: true }) : new TlsAgent({ keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  const ready = isPlain ? 'connect' : 'secureConnect';
  agent.createConnection = (options, give) => {
    const stream = connect(options);
    if (!stream || !give) return stream;
    handOver(stream, { ready, give, timers });
    return undefined;
  };
  return agent;
}

interface HandingOver {
  readonly ready: 'connect' | 'secureConnect';
  readonly give: Give;
  readonly timers: Timers;
}

function handOver(stream: NonNullable<Made>, { ready, give, timers }: HandingOver): void {
  const late = timers.after(CONNECTING, () => fail(new Error('no connection in time')));
  const end = () => {
    late.cancel();
    stream.off('error', fail);
    stream.off('close', closed);
    stream.off(ready, stand);
  };
  const stand = () => {
    end();
    give(null, stream);
  };
  const closed = () => fail(new Error('the connection was closed at once'));
  function fail(error: Error): void {
    end();
    // What comes later of a connection that was given up concerns nobody.
    stream.on('error', () => undefined);
    stream.destroy();
    give(new NeverConnected(error), stream);
  }
  stream.once('error', fail);
  stream.once('close', closed);
  stream.once(ready, stand);
}

class NeverConnected extends Error {
  override readonly name = 'NeverConnected';
  readonly code = NEVER_CONNECTED;

  constructor(cause: Error) {
    super(wordsOf(cause), { cause });
  }
}

/** Several addresses that were tried in vain have no words of their own. */
function wordsOf(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map(String).join('; ');
  return error.message;
}
