/**
 * What becomes of a reminder that comes again and again, in words: when it comes next, what will be
 * in its way, and why it did not come the last time. It reads and says; it decides nothing.
 */
import {
  addDays,
  after,
  civilCalendar,
  formatLocal,
  formatMinuteOfDay,
  type Instant,
  type LastTime,
  type Line,
  localDay,
  type MomentReader,
  minutes,
  type PushReport,
  type Recurring,
  showPlannedDay,
  spanBetween,
} from '#kit';
import { reportsOf } from '../../store/push-history.ts';
import { quietEnd } from '../attention/decide.ts';
import { reportOf } from '../attention/failures.ts';
import { refusalsIn } from '../attention/refusals.ts';
import { whyLine } from '../attention/why.ts';
import type { Contexts } from '../contexts.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { coreText } from '../texts/index.ts';

/** Less is on time. */
const ON_TIME = minutes(1);

export interface OutlookParts {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly contexts: () => Contexts;
}

interface Scene {
  readonly parts: OutlookParts;
  readonly occasion: Occasion;
  readonly step: Step;
}

export function outlookOf(scene: Scene, recurring: Recurring): Line {
  const text = coreText(scene.occasion.language);
  const parts = [aheadLine(scene, recurring), behindLine(scene, recurring)].filter(
    (line) => line !== undefined,
  );
  return text('words', { words: parts.join(text('semicolon')) });
}

/** What is switched off does not come, whatever is planned. */
function aheadLine(scene: Scene, recurring: Recurring): Line {
  const { parts, occasion, step } = scene;
  const text = coreText(occasion.language);
  if (isRefused(scene, recurring)) return offLine(scene, recurring);
  const next = nextLine(scene, recurring);
  const speaksFirst = parts.contexts().canSpeakFirst(occasion, step);
  return speaksFirst ? next : text('outlook.along', { next });
}

function isRefused({ occasion, step }: Scene, { feature, kind }: Recurring): boolean {
  return refusalsIn(step.core.connection, occasion.community.id)(feature, kind);
}

function offLine({ parts, occasion }: Scene, { feature, kind }: Recurring): Line {
  const { language } = occasion;
  const title = parts.registry.feature(feature)?.phrases[language].pushes?.[kind]?.[0] ?? kind;
  return coreText(language)('outlook.off', { title });
}

/** Quiet hours move it, or leave no room for it. */
function nextLine({ parts, occasion }: Scene, recurring: Recurring): Line {
  const { nextAt, lasts, isEarliest = false } = recurring;
  const { community, language } = occasion;
  const text = coreText(language);
  const when = momentIn(occasion, nextAt);
  const rules = parts.settings.attention(community.id);
  const until = quietEnd(nextAt, community.calendar.zone, rules);
  if (until === undefined) return text(isEarliest ? 'outlook.earliest' : 'outlook.next', { when });
  if (until <= after(nextAt, lasts)) {
    return text('outlook.moved', { when, until: formatLocal(until, community.calendar.zone) });
  }
  const from = formatMinuteOfDay(rules.quietFrom);
  return text('outlook.quiet', { when, from, to: formatMinuteOfDay(rules.quietUntil) });
}

/** Nothing of what came as it should. */
function behindLine(scene: Scene, recurring: Recurring): Line | undefined {
  const { last } = recurring;
  if (!last) return undefined;
  const { occasion } = scene;
  const when = momentIn(occasion, last.at);
  const text = coreText(occasion.language);
  if (last.why !== undefined) return text('outlook.not', { when, why: last.why });
  const report = reportIn(scene, { ...recurring, last });
  return report && trouble(occasion, { ...report, when });
}

function reportIn(
  { occasion: { group }, step }: Scene,
  { feature, kind, last: { key } }: Recurring & { readonly last: LastTime },
): PushReport | undefined {
  if (!group) return undefined;
  const asked = { group: group.id, feature, kind, keys: JSON.stringify([key]) };
  const [row] = step.core.connection.all(reportsOf, asked);
  return row && reportOf(row);
}

function trouble(
  { community, language }: Occasion,
  { state, why, plannedAt, leftAt, when }: PushReport & { readonly when: string },
): Line | undefined {
  const text = coreText(language);
  const reason = whyLine(language, why);
  switch (state) {
    case 'waiting':
      return text('outlook.waits', { when, why: reason });
    case 'suppressed':
    case 'expired':
      return text('outlook.not', { when, why: reason === '' ? text('why.late') : reason });
    case 'refused':
      return text('outlook.refused', { when });
    case 'unknown':
      return text('outlook.doubtful', { when });
    default: {
      const isLate = leftAt !== undefined && spanBetween(plannedAt, leftAt) > ON_TIME;
      if (!isLate || reason === '') return undefined;
      const at = formatLocal(leftAt, community.calendar.zone);
      return text('outlook.late', { when, at, why: reason });
    }
  }
}

/** «今天 20:00», «3月5日 周四 20:00». */
function momentIn({ community, language, now }: Occasion, at: Instant): string {
  const { zone } = community.calendar;
  return `${dayIn({ zone, language, now }, at)} ${formatLocal(at, zone)}`;
}

function dayIn({ zone, language, now }: MomentReader, at: Instant): string {
  const text = coreText(language);
  const dates = civilCalendar(zone);
  const today = localDay(now, dates);
  const day = localDay(at, dates);
  if (day === today) return text('outlook.today');
  if (day === addDays(today, 1)) return text('outlook.tomorrow');
  if (day === addDays(today, -1)) return text('outlook.yesterday');
  return showPlannedDay(day, { language, today });
}
