/**
 * `发起邀请活动`: a campaign with a title, days, points for each friend and a budget; in one line, or
 * asked for one by one. What it will cost at most is shown before it begins.
 */
import * as z from 'zod';
import {
  type Acting,
  type Answering,
  addDays,
  type Commanding,
  type DayRange,
  displayName,
  type Line,
  lines,
  mayActAs,
  parseDay,
  showDay,
  startOfDay,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import { campaignLines } from './campaign-words.ts';
import { parseAmount, parseSpan } from './rules/campaign.ts';
import { MOST_BUDGET } from './settings.ts';
import { addCampaign, campaign, openCampaign } from './store/campaigns.ts';

const SECONDS_TO_ANSWER = 300;
const LONGEST_TITLE = 24;
const MOST_REWARD = 10_000;

/** What is known so far; what is missing is asked for, in this order. */
const draft = z.object({
  title: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  reward: z.number().optional(),
  budget: z.number().optional(),
});
type Draft = z.output<typeof draft>;
type Step = 'title' | 'days' | 'reward' | 'budget' | 'all';

/** Managers pay out within a bound that an admin sets. Asked anew at each answer. */
export function mayStart({ member, settings }: Acting<Base>, budget: number): boolean {
  if (!mayActAs(member.role, 'manager')) return false;
  return budget <= settings.managerBudget || mayActAs(member.role, 'admin');
}

type Starting = Commanding<Base, { readonly title: string | undefined }>;

export async function startCampaign(context: Starting): Promise<void> {
  const { tx, community, now, args, say, text, house } = context;
  const running = await openCampaign(tx, { community: community.id, at: now });
  if (running) {
    const word = wordOf(house, '结束邀请活动');
    return say(text('campaignRuns', { title: displayName(running.title), word }));
  }
  const title = args.title === undefined ? undefined : titleIn(args.title);
  await goOn(context, title === undefined ? {} : { title });
}

function titleIn(typed: string): string {
  return [...typed.replace(/\s+/gu, ' ').trim()].slice(0, LONGEST_TITLE).join('');
}

function stepOf({ title, from, reward, budget }: Draft): Step {
  if (title === undefined) return 'title';
  if (from === undefined) return 'days';
  if (reward === undefined) return 'reward';
  return budget === undefined ? 'budget' : 'all';
}

/** Asks for what is missing, or whether all of it is right. */
async function goOn(context: Acting<Base>, known: Draft, problem?: Line): Promise<void> {
  const { ask, text } = context;
  const step = stepOf(known);
  if (step === 'all') return confirm(context, known);
  const question = text(`ask.${step}`);
  await ask({
    dialogue: 'campaign',
    // Who has tried in vain may have had enough of it.
    line: problem ? lines(problem, text('orCancel')) : question,
    data: known,
    seconds: SECONDS_TO_ANSWER,
  });
}

export async function answerCampaign(context: Answering<Base>): Promise<void> {
  const known = draft.parse(context.data);
  const { fresh, problem } = take(context, known);
  return goOn(context, { ...known, ...fresh }, problem);
}

interface Taken {
  readonly fresh?: Draft;
  readonly problem?: Line;
}

function take(context: Answering<Base>, known: Draft): Taken {
  const { answer, today, text, settings } = context;
  switch (stepOf(known)) {
    case 'title':
      return { fresh: { title: titleIn(answer) } };
    case 'days': {
      const span = parseSpan(answer, today);
      return span ? { fresh: span } : { problem: text('badDays') };
    }
    case 'reward': {
      const reward = parseAmount(answer, MOST_REWARD);
      return reward ? { fresh: { reward } } : { problem: text('badReward', { most: MOST_REWARD }) };
    }
    default: {
      const budget = parseAmount(answer, MOST_BUDGET);
      if (budget === undefined) return { problem: text('badBudget') };
      if (mayStart(context, budget)) return { fresh: { budget } };
      return { problem: text('budgetTooLarge', { most: settings.managerBudget }) };
    }
  }
}

async function confirm({ ask, text, language }: Acting<Base>, known: Draft): Promise<void> {
  const { title = '', reward = 0, budget = 0 } = known;
  const span = spanIn(known);
  if (!span) throw new Error('a campaign without days');
  await ask({
    dialogue: 'campaignReady',
    line: text('confirmCampaign', {
      title: displayName(title),
      from: showDay(span.from, language),
      to: showDay(span.to, language),
      reward,
      budget,
      n: Math.floor(budget / reward),
    }),
    choices: [
      { key: 'yes', label: text('yes') },
      { key: 'no', label: text('no') },
    ],
    data: known,
    seconds: SECONDS_TO_ANSWER,
  });
}

function spanIn({ from, to }: Draft): DayRange | undefined {
  const first = from === undefined ? undefined : parseDay(from);
  const last = to === undefined ? undefined : parseDay(to);
  return first && last && { from: first, to: last };
}

export async function confirmCampaign(context: Answering<Base>): Promise<void> {
  const { tx, now, today, community, member, answer, data, say, text, house } = context;
  if (answer !== 'yes') return say(text('leftAsItWas'));
  const { title = '', reward = 0, budget = 0, ...days } = draft.parse(data);
  const span = spanIn(days);
  if (!span || !mayStart(context, budget)) return say(text('leftAsItWas'));
  const number = await addCampaign(tx, {
    community_id: community.id,
    title,
    starts_at: span.from <= today ? now : startOfDay(span.from, community.calendar),
    ends_at: startOfDay(addDays(span.to, 1), community.calendar),
    budget,
    reward,
    operator_id: member.id,
  });
  await house.audit('invite.campaign', { campaign: number, reward, budget });
  const made = await campaign(tx, { community: community.id, number });
  if (made) await say(await campaignLines(context, made));
}
