/**
 * What the law of mainland China asks of a lottery that promotes something, as far as a program
 * can check it: what has to be said beforehand, and that no prize is worth more than 50,000 CNY. It
 * is no legal advice. Pure.
 */
import type { Language } from '#kit';
import type { Terms } from '../terms.ts';

/** Of the highest prize, in fen: Anti-Unfair Competition Law of the PRC. */
export const CEILING_FEN = 50_000_00;

export const PRESETS = ['auto', 'china', 'none'] as const;
export type Preset = (typeof PRESETS)[number];

/** `auto`: communities that write simplified Chinese. */
export function isChina(preset: Preset, language: Language): boolean {
  return preset === 'china' || (preset === 'auto' && language === 'zh-CN');
}

export type Lack =
  /** Market price of a prize that is not points. */
  | { readonly kind: 'price'; readonly prize: string }
  | { readonly kind: 'ceiling'; readonly prize: string }
  | { readonly kind: 'claiming' | 'forfeiting' | 'organiser' | 'contact' };

/**
 * What is missing before it may be published. Prizes, quantities, conditions, time and method are
 * part of every lottery; what else has to be disclosed is asked for here.
 */
export function lacksOf(terms: Terms): readonly Lack[] {
  const lacks: Lack[] = [];
  for (const { name, points, priceFen } of terms.prizes) {
    if (priceFen === undefined && points === undefined) lacks.push({ kind: 'price', prize: name });
    if ((priceFen ?? 0) > CEILING_FEN) lacks.push({ kind: 'ceiling', prize: name });
  }
  const isClaimed = terms.prizes.some(({ points }) => points === undefined);
  if (isClaimed && isBlank(terms.claiming)) lacks.push({ kind: 'claiming' });
  if (isClaimed && terms.claimDays === 0) lacks.push({ kind: 'forfeiting' });
  if (isBlank(terms.organiser)) lacks.push({ kind: 'organiser' });
  if (isBlank(terms.contact)) lacks.push({ kind: 'contact' });
  return lacks;
}

function isBlank(words: string | undefined): boolean {
  return words === undefined || words.trim() === '';
}
