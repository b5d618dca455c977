/** The built-in features, in the order in which help and profile show them. */
import type { Feature } from '#kit';
import { attention } from './attention/index.ts';
import { checkin } from './checkin/index.ts';
import { exporting } from './export/index.ts';
import { groups } from './groups/index.ts';
import { invite } from './invite/index.ts';
import { leaderboard } from './leaderboard/index.ts';
import { linking } from './link/index.ts';
import { lottery } from './lottery/index.ts';
import { manage } from './manage/index.ts';
import { order } from './order/index.ts';
import { platform } from './platform/index.ts';
import { points } from './points/index.ts';
import { polls } from './polls/index.ts';
import { remind } from './remind/index.ts';
import { schedule } from './schedule/index.ts';
import { self } from './self/index.ts';
import { tags } from './tags/index.ts';

export const features: readonly Feature[] = [
  self,
  checkin,
  points,
  invite,
  leaderboard,
  lottery,
  polls,
  linking,
  tags,
  groups,
  schedule,
  remind,
  attention,
  order,
  manage,
  exporting,
  platform,
];
