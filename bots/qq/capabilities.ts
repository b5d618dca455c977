/** What QQ can carry through a OneBot v11 implementation. Numbers about pace are folklore. */
import { type Capabilities, minutes, type Pace, type Span, seconds } from '#kit';

/** As base64 in one frame, a larger file would not come through. */
export const LARGEST_FETCHED = 10_000_000;

/** How fast the bot account may send; each value is a setting. */
export interface PaceSettings {
  /** Least time between two messages of the account; absent when switched off. */
  readonly gap: { readonly from: Span; readonly to: Span } | undefined;
  /** Messages per minute and group; 0 is no limit. */
  readonly perMinute: number;
  readonly patience: Span;
}

export const USUAL_PACE: PaceSettings = {
  // Random waits of 1–3 s are what others found to be safe (Adachi-BOT#578); after a burst, sends
  // to groups were blocked for a day (NapCatQQ#788).
  gap: { from: seconds(1.5), to: seconds(3) },
  perMinute: 15,
  // A backlog that was sent at once after a stall froze accounts (NapCatQQ#130).
  patience: seconds(60),
};

export function capabilities({ gap, perMinute, patience }: PaceSettings): Capabilities {
  const limits: Pace['limits'] =
    perMinute === 0 ? [] : [{ scope: 'group', most: perMinute, per: minutes(1) }];
  return {
    // QQ cuts or refuses messages of more than some 4,500 characters; no official figure exists.
    longestText: 3_000,
    // Segments `at` and `reply` (onebot-11, message/segment.md).
    mention: true,
    mentionAll: true,
    quote: true,
    // Keyboards exist for official bots only.
    buttons: false,
    images: true,
    // No part of OneBot v11, but NapCat, LLOneBot and Lagrange take one as base64 (NapCatQQ#1326,
    // Lagrange.Core#840); where an implementation refuses it, words stand for it.
    files: true,
    // The segment `share` stands in onebot-11 (message/segment.md), but implementations of today
    // leave it out of a message without a word.
    cards: false,
    largestFetched: LARGEST_FETCHED,
    // `set_group_ban` and `set_group_kick`; the bot must be an admin of the group.
    mute: true,
    remove: true,
    // `delete_msg`; an admin can take back what others wrote.
    recall: 'others',
    inviteLinks: false,
    // `operator_id` of a join is often 0 or the admin who approved (NapCatQQ#655, #1826).
    inviter: 'sometimes',
    // `get_group_member_list`.
    memberList: true,
    // QQ numbers stay.
    stableIds: true,
    // Nothing in OneBot or QQ keeps a personal account from it.
    speaksFirst: true,
    patience,
    pace: gap ? { gap, limits } : { limits },
  };
}
