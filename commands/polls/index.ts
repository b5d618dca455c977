/** Polls (投票): single, multiple or ranked, named or secret, with terms that are said beforehand. */
import { arg, type Context, defineFeature, type Line } from '#kit';
import { adopting } from './adopting.ts';
import { agenda } from './agenda.ts';
import { ballotOrList, parseNumber, tellNames, tellResult, typedBallot } from './ask.ts';
import { base, type Polls } from './base.ts';
import { chose } from './cast.ts';
import { closeEarly, closeInTime, remind, sayTally } from './close.ts';
import { polls as exported } from './figures.ts';
import { extendPolls } from './make-good.ts';
import { merging } from './merging.ts';
import { confirmed, openPoll, optionsAnswered, titleAnswered } from './open.ts';
import { opening } from './opening.ts';
import { personal } from './personal.ts';
import { schema } from './schema.ts';

const number = () => arg.optional(arg.choice(parseNumber, 'notNumber'));

function rules({ house, settings, text }: Context<Polls>): readonly Line[] {
  const { openedBy, mostOpen } = settings;
  return [text('ruleOpen', { role: house.label(openedBy), n: mostOpen })];
}

export const polls = defineFeature({
  ...base,
  schema,
  commands: {
    open: {
      place: 'group',
      args: { typed: arg.optional(arg.text()) },
      opening,
      handle: openPoll,
    },
    ballot: { args: { wanted: typedBallot }, handle: ballotOrList },
    result: { args: { number: number() }, handle: tellResult },
    names: { args: { number: number() }, handle: tellNames },
    close: { place: 'group', args: { number: number() }, handle: closeEarly },
  },
  dialogues: {
    title: { answer: titleAnswered },
    options: { answer: optionsAnswered },
    confirm: { answer: confirmed },
  },
  questions: { ballots: { chose } },
  due: {
    close: { run: closeInTime },
    remind: { run: remind },
    tally: { isAnswer: true, run: sayTally },
  },
  pushes: { result: { priority: 'promised' }, reminder: { priority: 'low' } },
  makeGood: extendPolls,
  agenda,
  exports: { polls: exported },
  personal,
  merging,
  adopting,
  rules,
});
