/** Reads prizes as managers type them: «键盘 x1 299元、贴纸 x10 5元、20积分 x5». Pure. */
import { MOST_OF_PRIZE, MOST_POINTS, MOST_PRIZES, shownText } from '#kit';
import type { Prize } from '../terms.ts';

/** They are written in one commit, 60 ms of work. */
const MOST_SINGLE = 1_000;
/** A prize's name is one line among others. */
const LONGEST_NAME = 40;
/** A hundred prizes with their prices; what is longer is cut. */
const LONGEST_TYPED = 5_000;
const FEN_PER_YUAN = 100;
/** A price with more digits is no price. */
const PRICE =
  /(?:^|\s)(?:[¥￥]\s*)?([0-9]{1,8})(?:\.([0-9]{1,2}))?\s*(?:元|块|塊|rmb|cny|yuan)\s*/iu;
const PRICE_IN_SIGN = /(?:^|\s)[¥￥]\s*([0-9]{1,8})(?:\.([0-9]{1,2}))?(?=\s|$)/u;
const QUANTITY = /(?:^|\s|(?<=\D))[x×*✕]\s*([0-9]{1,5})\s*(?:个|個|份|张|張|件|名)?(?=\s|$)/iu;
const POINTS = /^([0-9]{1,10})\s*(?:积分|積分|点数|點數|点|點|points?)$/iu;

/** @returns undefined when a part is no prize, or there are too many */
export function parsePrizes(typed: string): readonly Prize[] | undefined {
  const parts = typed
    .slice(0, LONGEST_TYPED)
    .normalize('NFKC')
    .split(/[、,;+\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const prizes = parts.map(parsePrize);
  const known = prizes.filter((prize) => prize !== undefined);
  const single = known.reduce((sum, { quantity }) => sum + quantity, 0);
  const isWhole = known.length > 0 && known.length === parts.length;
  const isFine = isWhole && known.length <= MOST_PRIZES && single <= MOST_SINGLE;
  return isFine ? known : undefined;
}

function parsePrize(part: string): Prize | undefined {
  const price = PRICE.exec(part) ?? PRICE_IN_SIGN.exec(part);
  const unpriced = price ? part.replace(price[0], ' ') : part;
  const counted = QUANTITY.exec(unpriced);
  const quantity = Number(counted?.[1] ?? 1);
  const name = (counted ? unpriced.replace(counted[0], ' ') : unpriced)
    .replace(/\s+/gu, ' ')
    .trim();
  const shown = shownText(name, LONGEST_NAME);
  if (shown === '' || quantity < 1 || quantity > MOST_OF_PRIZE) return undefined;
  const points = Number(POINTS.exec(name)?.[1] ?? 0);
  if (points > MOST_POINTS) return undefined;
  return {
    name: shown,
    quantity,
    ...(points > 0 && { points }),
    ...(price && { priceFen: fenOf(price) }),
  };
}

function fenOf([, yuan = '0', fen = '']: RegExpExecArray): number {
  return Number(yuan) * FEN_PER_YUAN + Number(fen.padEnd(2, '0'));
}
