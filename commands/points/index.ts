/** Points (积分): the balance, earning by talk, giving, and what managers add and take. */
import { defineFeature } from '#kit';
import { award, awardArgs, deduct, deductArgs } from './adjust.ts';
import { adopting } from './adopting.ts';
import { profile, rules, showBalance, showRules } from './balance.ts';
import { base } from './base.ts';
import { batch, batchArgs, end, readFileList } from './batch.ts';
import { confirm, takeBack } from './batch-pay.ts';
import { pointsBoard, balance as pointsMeasure } from './board.ts';
import { entriesArgs, showEntries } from './entries.ts';
import { give, giveArgs, whenGivingIsClosed } from './give.ts';
import { merging } from './merging.ts';
import { numberArgs } from './number.ts';
import { personal } from './personal.ts';
import { schema } from './schema.ts';
import { agree, expire, refuse } from './second.ts';
import { recalled, talked } from './talk.ts';
import { undo } from './undo.ts';

export const points = defineFeature({
  ...base,
  adminSettings: ['chatPoints', 'dailyCap', 'managerMost', 'managerDaily', 'secondManagerAbove'],
  schema,
  commands: {
    balance: { handle: showBalance },
    entries: { args: entriesArgs, handle: showEntries },
    rules: { handle: showRules },
    give: { place: 'group', args: giveArgs, whenClosed: whenGivingIsClosed, handle: give },
    award: { place: 'group', role: 'manager', args: awardArgs, handle: award },
    deduct: { place: 'group', role: 'manager', args: deductArgs, handle: deduct },
    batch: { role: 'manager', args: batchArgs, handle: batch },
    confirm: { role: 'manager', args: numberArgs, handle: confirm },
    takeBack: { role: 'manager', args: numberArgs, handle: takeBack },
    undo: { place: 'group', role: 'manager', handle: undo },
    agree: {
      place: 'group',
      role: 'manager',
      isEverydayWord: true,
      args: numberArgs,
      handle: agree,
    },
    refuse: {
      place: 'group',
      role: 'manager',
      isEverydayWord: true,
      args: numberArgs,
      handle: refuse,
    },
  },
  due: { expire: { run: expire }, endList: { run: end } },
  jobs: { readList: { isAnswer: true, run: readFileList } },
  pushes: { requests: { priority: 'low' } },
  boards: { points: pointsBoard },
  measures: { points: pointsMeasure },
  personal,
  merging,
  adopting,
  talked,
  recalled,
  rules,
  profile,
});
