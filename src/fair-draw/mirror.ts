/**
 * Fetches public numbers from mirrors over HTTPS, in order, until one answers. It believes none of
 * them: what comes is checked by its signature. Only the number of a round leaves the house.
 */
import * as z from 'zod';
import type { Beacon, BeaconChain } from '#kit';

/** A mirror that takes longer is as good as down. */
const PATIENCE_MS = 5_000;
/** Real answers have 250 bytes. */
const LONGEST_ANSWER = 4_096;

const answer = z.object({
  round: z.int(),
  randomness: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{96}$/),
});

/** @returns undefined when the mirror is down, slow, or answers something else */
export async function askMirror(
  mirror: string,
  { hash }: BeaconChain,
  round: number,
): Promise<Beacon | undefined> {
  const address = `${mirror.replace(/\/+$/, '')}/${hash}/public/${round}`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
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
