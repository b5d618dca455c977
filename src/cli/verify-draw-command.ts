/** `qunli verify-draw`: recomputes lotteries from their receipts, with nothing but those. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type DrawReceipt, formatInstant, QUICKNET, timeOfRound } from '#kit';
import { verifyReceipt } from '../fair-draw/verify.ts';
import { EXIT, Stop } from './stop.ts';

/** The options as typed. */
export interface VerifyFlags {
  readonly commitment?: string;
  readonly list?: string;
}

const STANDARD_INPUT = 0;
/** More winners than anybody reads. */
const SHOWN = 100;

/** What `qunli export lotteries --format json` writes, as far as it matters here. */
const exported = z.array(z.object({ receipt: z.string().nullable() }));

/**
 * @returns what was found, for people
 * @throws Stop when a receipt is not sound, or when there is none
 */
export async function verifyDrawCommand(file: string, flags: VerifyFlags): Promise<string> {
  const announced = { commitment: flags.commitment, listHash: flags.list };
  const receipts = receiptsIn(read(file));
  if (receipts.length === 0)
    throw new Stop(EXIT.failed, `${file}: there is no finished draw in it`);
  const found: string[] = [];
  for (const receipt of receipts) {
    const verdict = await verifyReceipt(receipt, { announced });
    if (verdict.kind === 'refused') throw new Stop(EXIT.failed, `${file}: refused, ${verdict.why}`);
    found.push(accountOf(verdict.receipt));
  }
  return found.join('\n\n');
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    throw new Stop(EXIT.failed, error instanceof Error ? error.message : String(error));
  }
}

/** One receipt as it was sent, or those of an export. */
function receiptsIn(text: string): readonly string[] {
  if (!text.trimStart().startsWith('[')) return [text];
  try {
    return exported.parse(JSON.parse(text)).flatMap(({ receipt }) => receipt ?? []);
  } catch {
    return [text];
  }
}

function accountOf({ list, listHash, beacon, records, winners, terms }: DrawReceipt): string {
  const tickets = list.entrants.reduce((sum, [, own]) => sum + own, 0);
  const shown = winners.slice(0, SHOWN).map(({ entrant, prize, ticket }, index) => {
    const record = records.find((one) => one.entrant === entrant);
    const ended = record === undefined ? '' : ` (${record.kind}, record ${record.number})`;
    return `  ${index + 1}. ${entrant}, ticket ${ticket}: prize ${prize + 1}${ended}`;
  });
  return [
    `valid: lottery ${list.lottery}${terms === null ? ' (its words were taken out)' : ''}`,
    `seal       ${list.commitment}`,
    `list       ${listHash}`,
    `entrants   ${list.entrants.length}, tickets ${tickets}`,
    `randomness ${randomnessOf(list, beacon)}`,
    `winners    ${winners.length}, records ${records.length}`,
    ...shown,
    ...(winners.length > SHOWN ? ['  …'] : []),
    'Compare seal and list with what the bot said in the group before the draw.',
  ].join('\n');
}

function randomnessOf(list: DrawReceipt['list'], beacon: DrawReceipt['beacon']): string {
  if (list.beacon === null || beacon === null) {
    return 'commit and reveal only (weaker: whoever runs the bot could have known the seed)';
  }
  const at = formatInstant(timeOfRound(QUICKNET, list.beacon.round));
  return `drand quicknet round ${list.beacon.round} of ${at}, signature verified`;
}
