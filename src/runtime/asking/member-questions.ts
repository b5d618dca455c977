/** Puts questions to one member: what is asked, what still waits, and what was not understood. */
import type { Choice, Feature, GroupId, Member, MemberId, Question } from '#kit';
import type { Occasion } from '../occasion.ts';
import { choiceId } from './choice-id.ts';
import type { Dialogues } from './dialogue.ts';

export type MemberOccasion = Occasion & { readonly member: Member };

/** Where the one question of a member is kept. */
export function placeOf({ group, member }: Pick<MemberOccasion, 'group' | 'member'>): {
  readonly group: GroupId | 0;
  readonly member: MemberId;
} {
  return { group: group?.id ?? 0, member: member.id };
}

/** Keeps a question until it is answered. @returns its choices, to be pressed or numbered */
export function askMember(
  dialogues: Dialogues,
  { feature, occasion }: { readonly feature: Feature; readonly occasion: MemberOccasion },
  question: Question,
): readonly Choice[] {
  const { choices = [], data, dialogue, isIrreversible = false, seconds } = question;
  const asked = { feature: feature.name, dialogue, choices: [...choices], data };
  const { now } = occasion;
  dialogues.open({ ...placeOf(occasion), ...asked, isIrreversible, now, seconds });
  return choices.map(({ key, label }) => {
    const choice = { id: choiceId(asked, key), label };
    return isIrreversible ? { ...choice, isWorded: true } : choice;
  });
}

/** What a question that still waits for the member was about. */
export function unanswered(
  dialogues: Dialogues,
  occasion: MemberOccasion,
  { feature, dialogue }: { readonly feature: Feature; readonly dialogue: string },
): unknown {
  const waiting = dialogues.waiting(placeOf(occasion), occasion.now);
  const isThat = waiting?.feature === feature.name && waiting.dialogue === dialogue;
  return isThat && !waiting.isExpired ? waiting.data : undefined;
}

/** Whether a question waits for whoever acts. */
export function isAsked(dialogues: Dialogues, { group, member, now }: Occasion): boolean {
  const waiting = member && dialogues.waiting(placeOf({ group, member }), now);
  return waiting !== undefined && !waiting.isExpired;
}

/** Whoever acts was not understood; of what is withheld nobody knows. */
export function noteUnclear(dialogues: Dialogues, occasion: Occasion): void {
  const { group, member, now, isWithheld = false } = occasion;
  if (member && !isWithheld) dialogues.noteUnclear(placeOf({ group, member }), now);
}
