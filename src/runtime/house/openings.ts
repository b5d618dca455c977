/** What a scheduled push can open in a member's name; rights are looked at each time. */
import { type HouseOpening, type Line, type Member, mayActAs } from '#kit';
import { LONGEST_WORD } from '../hearing/parse.ts';
import type { MessageOccasion, Occasion, Step } from '../occasion.ts';
import { type KnownCommand, wordsIn } from '../registry.ts';
import { coreLabel, coreText } from '../texts/index.ts';
import type { BoardParts } from './boards.ts';

export interface OpeningWish {
  /** A command's word and what stands behind it. */
  readonly typed: string;
  readonly occasion: Occasion;
}

const WORD = new RegExp(`^[/／]?([^\\s]{1,${LONGEST_WORD}})(?:\\s+([\\s\\S]*))?$`, 'u');

/** @returns undefined where the words begin nothing that a push may open */
export function openingOf(parts: BoardParts, { typed, occasion }: OpeningWish, step: Step) {
  const [, word = '', rest = ''] = WORD.exec(typed) ?? [];
  const known = word === '' ? undefined : parts.registry.command(word);
  const opening = known?.command.opening;
  if (!known || !opening) return undefined;
  return (member: Member): HouseOpening => {
    const own = { ...occasion, member };
    const acting = () => parts.contexts().acting(known.feature, own, step);
    const problem = async () =>
      refusalOf(parts, known, own) ?? (await opening.problem(acting(), rest));
    return {
      problem,
      preview: async () =>
        (await problem()) === undefined ? opening.preview?.(acting(), rest) : undefined,
      open: async () => (await problem()) ?? opening.open(acting(), rest),
    };
  };
}

function refusalOf(
  { settings }: BoardParts,
  { feature, key, command }: KnownCommand,
  { member, community, language }: MessageOccasion,
): Line | undefined {
  const text = coreText(language);
  const word = wordsIn(feature, key, language)[0] ?? '';
  if (!settings.isOn(community.id, feature.name)) return text('switchedOff', { word });
  const { role = 'member' } = command;
  if (mayActAs(member.role, role)) return undefined;
  return text('noRight', { word, role: coreLabel(language, `as.${role}`) ?? role });
}
