/** Invitations (邀请): codes, links, newcomers who stay, tiers, campaigns, review of doubts. */
import { arg, defineFeature, parsePeriod } from '#kit';
import { profileOf, rulesOf } from './about.ts';
import { adopting } from './adopting.ts';
import { appeal } from './appeal.ts';
import { base } from './base.ts';
import { inviteBoard, invited, showBoard } from './board.ts';
import { changeBudget, confirmBudget, endCampaign, showCampaign } from './campaign.ts';
import { countWhenDue } from './count.ts';
import { approve, confirmDecision, refuse } from './decide.ts';
import { invitations, memberFigures } from './figures.ts';
import { joined, left } from './joined.ts';
import { linked } from './links.ts';
import { sweep } from './lose.ts';
import { extendCampaigns } from './make-good.ts';
import { merging } from './merging.ts';
import { showMine } from './mine.ts';
import { named, showInviterOrClaim, showOrClaim } from './own.ts';
import { personal } from './personal.ts';
import { showReview } from './review.ts';
import { schema } from './schema.ts';
import { MOST_BUDGET } from './settings.ts';
import { answerCampaign, confirmCampaign, startCampaign } from './start-campaign.ts';
import { recalled, talked } from './talk.ts';
import { tellInviter } from './tell.ts';
import { showTree } from './tree.ts';
import { which } from './wanted.ts';
import { answerWho } from './who.ts';

const MOST_NUMBER = 999_999_999;

export const invite = defineFeature({
  ...base,
  adminSettings: ['reward', 'tiers', 'managerBudget'],
  schema,
  commands: {
    code: { args: { who: arg.optional(named) }, handle: showOrClaim },
    claim: { args: { who: arg.optional(named) }, handle: showInviterOrClaim },
    mine: { handle: showMine },
    board: {
      place: 'group',
      args: { period: arg.optional(arg.choice(parsePeriod)) },
      handle: showBoard,
    },
    appeal: {
      args: { number: arg.whole({ from: 1, to: MOST_NUMBER }), why: arg.rest() },
      handle: appeal,
    },
    campaign: { handle: showCampaign },
    tree: {
      place: 'group',
      role: 'manager',
      args: { who: arg.optional(arg.member('anybody')) },
      handle: showTree,
    },
    review: { role: 'manager', handle: showReview },
    approve: { role: 'manager', args: { which }, handle: approve },
    refuse: { role: 'manager', args: { which }, handle: refuse },
    startCampaign: {
      place: 'group',
      role: 'manager',
      args: { title: arg.optional(arg.rest()) },
      asksFirst: true,
      handle: startCampaign,
    },
    endCampaign: { role: 'manager', handle: endCampaign },
    budget: {
      role: 'manager',
      args: { budget: arg.whole({ from: 1, to: MOST_BUDGET }) },
      handle: changeBudget,
    },
  },
  dialogues: {
    who: { answer: answerWho },
    decide: { answer: confirmDecision },
    campaign: { answer: answerCampaign },
    campaignReady: { answer: confirmCampaign },
    budget: { answer: confirmBudget },
  },
  due: { count: { run: countWhenDue }, tell: { run: tellInviter }, sweep: { run: sweep } },
  pushes: { news: { priority: 'low' } },
  boards: { invite: inviteBoard },
  measures: { invited },
  exports: { invitations },
  memberFigures,
  personal,
  merging,
  adopting,
  makeGood: extendCampaigns,
  rules: rulesOf,
  profile: profileOf,
  talked,
  recalled,
  joined,
  left,
  linked,
});
