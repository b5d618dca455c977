/** Order in the group (秩序): quieting and removing members, taking messages back. */
import {
  type Answering,
  arg,
  type Commanding,
  defineFeature,
  type Member,
  parseMemberId,
} from '#kit';
import { type Base, base } from './base.ts';
import { mayOrder, parseMinutes } from './rules.ts';

const MINUTES_PRESET = 10;
const SECONDS_PER_MINUTE = 60;
const SECONDS_TO_DECIDE = 60;

type Who = { who: Member };

export const order = defineFeature({
  ...base,
  commands: {
    mute: {
      role: 'helper',
      place: 'group',
      args: {
        who: arg.member(),
        minutes: arg.optional(arg.choice(parseMinutes, 'notNumber')),
      },
      handle: mute,
    },
    unmute: { role: 'helper', place: 'group', args: { who: arg.member() }, handle: unmute },
    remove: { role: 'manager', place: 'group', args: { who: arg.member() }, handle: askToRemove },
    // Whose message it is only some platforms tell, so ranks cannot be compared.
    recall: { role: 'manager', place: 'group', handle: recall },
  },
  dialogues: { remove: { answer: remove } },
});

async function mute(context: Commanding<Base, Who & { minutes: number | undefined }>) {
  const { act, args, house, say, text } = context;
  const { who, minutes = MINUTES_PRESET } = args;
  if (!mayOrder(context.member.role, who.role)) return refuse(context, who);
  if (!act({ do: 'mute', member: who, seconds: minutes * SECONDS_PER_MINUTE })) {
    return say(text('cannotMute'));
  }
  await house.audit('order.mute', { member: who.id, minutes });
  return say(text('muted', { minutes, name: who.name }));
}

async function unmute(context: Commanding<Base, Who>) {
  const { act, args, house, say, text } = context;
  const { who } = args;
  if (!mayOrder(context.member.role, who.role)) return refuse(context, who);
  if (!act({ do: 'mute', member: who, seconds: 0 })) return say(text('cannotMute'));
  await house.audit('order.unmute', { member: who.id });
  return say(text('unmuted', { name: who.name }));
}

async function askToRemove(context: Commanding<Base, Who>) {
  const { args, ask, text } = context;
  const { who } = args;
  if (!mayOrder(context.member.role, who.role)) return refuse(context, who);
  return ask({
    dialogue: 'remove',
    line: text('askRemove', { name: who.name }),
    choices: [
      { key: 'keep', label: text('keep') },
      { key: 'remove', label: text('confirmRemove') },
    ],
    data: who.id,
    seconds: SECONDS_TO_DECIDE,
  });
}

/** Rights are looked at again: either of the two may have another role by now. */
async function remove(context: Answering<Base>) {
  const { act, answer, data, house, member, say, text, tx } = context;
  const id = parseMemberId(data);
  const who = id === undefined ? undefined : await tx.people.find(id);
  if (answer !== 'remove' || !who) return say(text('kept'));
  if (!mayOrder(member.role, who.role)) return refuse(context, who);
  if (!act({ do: 'remove', member: who })) return say(text('cannotRemove'));
  await house.audit('order.remove', { member: who.id });
  return say(text('removed', { name: who.name }));
}

async function recall({ act, house, quoted, say, text, language }: Commanding<Base>) {
  const [word] = base.phrases[language].commands.recall.words;
  if (quoted === undefined) return say(text('quoteFirst', { word }));
  if (!act({ do: 'recall', message: quoted })) return say(text('cannotRecall'));
  await house.audit('order.recall', {});
  return say(text('recalled'));
}

function refuse({ house, say, text }: Answering<Base> | Commanding<Base, Who>, who: Member) {
  return say(text('notBelow', { name: who.name, role: house.label(`as.${who.role}`) }));
}
