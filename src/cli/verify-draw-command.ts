/** `qunli verify-draw`: recomputes lotteries from their receipts, with nothing but those. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { verifyReceipt } from '../fair-draw/verify.ts';
import { accountOf } from './draw-account.ts';
import { EXIT, Stop } from './stop.ts';

/** The options as typed. */
export interface VerifyFlags {
  readonly commitment?: string;
  readonly list?: string;
}

const STANDARD_INPUT = 0;

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
    found.push(accountOf(verdict, announced));
  }
  return found.join('\n\n');
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    if (isMissing(error)) throw new Stop(EXIT.failed, `there is no file ${file}`);
    throw new Stop(EXIT.failed, error instanceof Error ? error.message : String(error));
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
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
