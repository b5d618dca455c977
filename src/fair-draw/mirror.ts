/**
 * Fetches public numbers from mirrors over HTTPS, in order, until one answers. It believes none of
 * them: what comes is checked by its signature. Only the number of a round leaves the house.
 */
import * as z from 'zod';
import type { Beacon, BeaconChain, Span } from '#kit';

/** Real answers have 250 bytes. */
const LONGEST_ANSWER = 4_096;

const answer = z.object({
  round: z.int(),
  randomness: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{96}$/),
});

interface Wanted {
  readonly chain: BeaconChain;
  readonly round: number;
  readonly patience: Span;
}

/** @returns undefined when the mirror is down, slow, or answers something else */
export async function askMirror(
  mirror: string,
  { chain, round, patience }: Wanted,
): Promise<Beacon | undefined> {
  const address = `${mirror.replace(/(?<!\/)\/+$/, '')}/${chain.hash}/public/${round}`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
    if (!response.ok) return undefined;
    const { round: given, ...beacon } = answer.parse(JSON.parse(await shortText(response)));
    return given === round ? beacon : undefined;
  } catch {
    // Refused, cut off, too slow, not JSON: all the same to who asked.
    return undefined;
  }
}

/** @throws Error for an answer that goes on and on */
async function shortText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new Error('the answer is too long');
  }
  return text;
}
