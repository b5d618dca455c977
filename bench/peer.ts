/**
 * Starts the platform's side of a bench over a socket, in a process of its own, and takes its
 * figures when it is done.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Figures } from './contender.ts';
import { ownMemory } from './program.ts';
import type { WireLoad } from './wire-load.ts';

export interface Peer {
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  /** Resolves when all is sent and answered. */
  readonly figures: Promise<Figures>;
}

const listening = z.object({ port: z.number() });
const figures = z.record(z.string(), z.number());

/** @param sender the name of its contender */
export async function startPeer(sender: string, load: WireLoad): Promise<Peer> {
  const [script = ''] = process.argv.slice(1);
  const given = [`messages=${load.messages}`, `perSecond=${load.perSecond}`];
  const args = [script, '--contender', sender, ...given];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? '{}');
  const { port } = listening.parse(await next());
  const ended = once(child, 'exit');
  const done = async () => {
    const read = figures.parse(await next());
    await ended;
    return read;
  };
  return { port, figures: done() };
}

/** The figures of the sending side, and what the receiving side spent meanwhile. */
export async function withCpu(peer: Peer, { messages }: WireLoad): Promise<Figures> {
  const cpu = process.cpuUsage();
  const taken = await peer.figures;
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...taken,
    cpuMicrosPerEvent: (user + system) / messages,
    peakMiB: ownMemory().peakMiB,
  };
}
