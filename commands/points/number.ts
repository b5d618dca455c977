/** The number behind «同意», «确认发分» and the like: of a request, or of a list. */
import { type Args, arg } from '#kit';

export interface NumberArgs {
  number: number;
}

/** Nobody counts so far; what is longer was not meant as a number. */
const MOST = 999_999_999;

export const numberArgs: Args<NumberArgs> = { number: arg.whole({ from: 1, to: MOST }) };
