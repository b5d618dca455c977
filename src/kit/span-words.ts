/** How long something took (多久), in words: «12 分钟», «1.5 小时», «3 天». The one place that says it. */
import { hours, minutes, type Span } from './instant.ts';
import type { Language } from './phrases.ts';

type Unit = 'minutes' | 'hours' | 'days';

const WORDS: Readonly<Record<Language, Readonly<Record<Unit, string>>>> = {
  'zh-CN': { minutes: '分钟', hours: '小时', days: '天' },
  'zh-TW': { minutes: '分鐘', hours: '小時', days: '天' },
  en: { minutes: 'minutes', hours: 'hours', days: 'days' },
};

const HOUR = hours(1);
/** So long minutes say more than hours. */
const MINUTES_BELOW = 2 * HOUR;
/** So long half an hour is worth saying. */
const HALVES_BELOW = 10 * HOUR;
const DAY = 24 * HOUR;

/** Minutes below two hours, hours below two days, and then days; rounded. */
export function showSpan(span: Span, language: Language): string {
  if (span < MINUTES_BELOW) return said(Math.round(span / minutes(1)), 'minutes', language);
  if (span < HALVES_BELOW) return said(Math.round((span / HOUR) * 2) / 2, 'hours', language);
  if (span < 2 * DAY) return said(Math.round(span / HOUR), 'hours', language);
  return said(Math.round(span / DAY), 'days', language);
}

function said(count: number, unit: Unit, language: Language): string {
  const words = WORDS[language][unit];
  // Only English has another word for one.
  const word = language === 'en' && count === 1 ? words.slice(0, -1) : words;
  return `${count} ${word}`;
}
