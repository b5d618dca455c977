import { z } from 'zod';
import { type Commanding, defineFeature, describe } from '#kit';
import { en } from './texts/en.ts';
import { zhCN } from './texts/zh-CN.ts';
import { zhTW } from './texts/zh-TW.ts';

const base = describe({
  name: 'checkin',
  settings: z.object({ points: z.number().int().default(5).describe('points for a check-in') }),
  phrases: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
});

async function checkIn({ member, today, settings, tx, say, text }: Commanding<typeof base>): Promise<void> {
  const outcome = await tx.ledger.post({
    member: member.id,
    points: settings.points,
    reason: 'checkin',
    once: `checkin:${member.id}:${today}`,
  });
  if (outcome.kind === 'repeated') return say(text('already'));
  return say(text('done', { points: settings.points, order: 1, streak: 1 }));
}

export const checkin = defineFeature({
  ...base,
  commands: { checkIn: { place: 'group', handle: checkIn } },
});
