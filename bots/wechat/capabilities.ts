/** What WeChat can carry through a gateway, and how fast an account may send unnoticed. */
import { type Capabilities, days, milliseconds, minutes, type Pace, type Span } from '#kit';

/** Lists are small; whatever is larger is not what a command asks for. */
export const LARGEST_FETCHED = 10_000_000;

/**
 * Presets of the pace. Every one is a setting, for nobody outside Tencent knows the true bounds.
 */
export const PACE = {
  /**
   * One message a second for an hour ended an account (github.com/wechaty issue threads of
   * 2018–2025); 8 s between two recipients, or 10 s from the fifth message on, were fine.
   */
  gapSeconds: { from: 3, to: 6 },
  groupPerMinute: 8,
  /** «Dozens of messages» have limited fresh accounts; older ones carry some hundreds a day. */
  perDay: 200,
} as const;

export interface PaceSettings {
  readonly gapSeconds: { readonly from: number; readonly to: number };
  readonly groupPerMinute: number;
  readonly perDay: number;
}

/** The pace that an operator's settings ask for. */
export function paceOf({ gapSeconds, groupPerMinute, perDay }: PaceSettings): Pace {
  return {
    gap: { from: spanOf(gapSeconds.from), to: spanOf(gapSeconds.to) },
    limits: [
      { scope: 'group', most: groupPerMinute, per: minutes(1) },
      { scope: 'account', most: perDay, per: days(1) },
    ],
  };
}

/** Tenths of a second are not exact as fractions. */
function spanOf(gapSeconds: number): Span {
  return milliseconds(Math.round(gapSeconds * 1_000));
}

export const wechatCan: Capabilities = {
  // The phone takes about 16,000 characters; beyond 2,000 it folds a message away unread.
  longestText: 2_000,
  // A picture or file is a message of its own.
  longestCaption: 0,
  mention: true,
  mentionAll: false,
  // The gateway protocol has no field for a quote.
  quote: false,
  buttons: false,
  images: true,
  files: true,
  // `messageSendUrl`; a gateway that cannot says so, and the same goes as words.
  cards: true,
  largestFetched: LARGEST_FETCHED,
  mute: false,
  // Works for the owner and for admins of a group, where the gateway can.
  remove: true,
  // Within two minutes, where the gateway can.
  recall: 'own',
  inviteLinks: false,
  // Some wordings of the notice name nobody.
  inviter: 'sometimes',
  memberList: true,
  // Those of gateways that live in a browser change at every login; see identity.ts.
  stableIds: false,
  // WeChat allows it; but «dozens of messages» end young accounts, so operators may forbid it.
  speaksFirst: true,
  // At 3–6 s a message a short rush takes a while; later an answer only confuses.
  patience: minutes(3),
  pace: paceOf(PACE),
};
