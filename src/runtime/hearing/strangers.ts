/** People who belong to no community, and those whom the platform does not name. */
import type { CommunityId, Message } from '#kit';
import type { Arrival } from '../arrival.ts';
import type { Engine } from '../engine.ts';
import type { Step } from '../occasion.ts';
import { fingerprint } from '../secrets.ts';
import { post } from '../sending/mail.ts';
import { coreText } from '../texts/index.ts';
import { isInTime } from './gate.ts';
import type { Heard } from './hearing.ts';

export type HeardMessage = Arrival<Message> & { readonly heard: Heard };

/** An anonymous admin is the group itself to the platform: nothing can be booked for it. */
export function answerNobody(
  engine: Engine,
  { bot, event, now, heard }: HeardMessage,
  step: Step,
): void {
  if (event.group === undefined || !heard.known) return;
  const { community } = step.core.directory.group(bot.platform, event.group, event.at);
  post(step.core.connection, {
    platform: bot.platform,
    to: { group: event.group, topic: event.topic },
    line: coreText(engine.settings.community(community).language)('anonymous'),
    now,
    replyTo: event.id,
  });
}

/** Somebody of no community may bring what tells a feature where they belong. */
export async function introduced(
  { settings }: Engine,
  { event, now, heard: { typed, known } }: HeardMessage,
  { tx: reader }: Step,
): Promise<CommunityId | undefined> {
  if (!typed || !known || !isInTime(event.at, now)) return undefined;
  const { feature } = known;
  const community = await feature.introduce?.({ reader, now, rest: typed.rest, fingerprint });
  return community !== undefined && settings.isOn(community, feature.name) ? community : undefined;
}

/** Who is in no community yet is told once how to come in. */
export function greetStranger(
  engine: Engine,
  { bot, event, now }: Arrival<Message>,
  step: Step,
): void {
  if (engine.flood.noteStranger(`${bot.platform} ${event.from.id}`, now) !== 'calm') return;
  post(step.core.connection, {
    platform: bot.platform,
    bot: bot.account,
    to: { private: event.from.id },
    line: coreText(engine.language)('nobodyYet'),
    now,
  });
}
