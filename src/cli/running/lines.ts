/** The lines of a running bot's screen: one for each account, and what its operator can do. */
import { cutTo, type Health } from '#kit';
import type { Config } from '../../config.ts';
import { VERSION } from '../../version.ts';
import type { Colours } from '../terminal/show.ts';
import { padTo, widthOf } from '../terminal/width.ts';
import type { RunningText } from './texts/index.ts';

export interface Shown {
  readonly health: readonly Health[];
  readonly config: Pick<Config, 'file' | 'backupHours'>;
  readonly text: RunningText;
  readonly colours: Colours;
  /** How wide the screen is; a line never takes two rows. */
  readonly columns: number;
}

/** A blank line follows the accounts. */
export function runningLines({ health, config, text, colours, columns }: Shown): readonly string[] {
  const width = Math.max(...health.map(({ account }) => widthOf(account)));
  const short = (line: string) => fitted(line, columns);
  const accounts = health.map((one) => {
    const { mark, paint } = markOf(one, colours);
    return paint(short(`  ${mark} ${padTo(one.account, width)}  ${stateText(one, text)}`));
  });
  return [
    colours.bold(short(text('title', { version: VERSION }))),
    ...accounts,
    '',
    ...help(config, text).map((line) => colours.dim(short(line))),
  ];
}

/** What is wrong goes before what goes on meanwhile: an attempt to connect tells nothing new. */
function stateText({ state, trouble, platform }: Health, text: RunningText): string {
  const isOut = state === 'down' || state === 'connecting';
  if (!isOut || !trouble) return text(state);
  switch (trouble.kind) {
    case 'outage':
      return text('outage', { why: trouble.why });
    case 'credentials':
      return text('credentials', { platform });
    case 'rival':
      return text('rival');
    case 'loggedOut':
      return text('loggedOut', { why: trouble.why });
  }
}

function markOf({ state, trouble }: Health, { green, yellow, red, dim }: Colours) {
  if (state === 'live') return { mark: '✓', paint: green };
  if (trouble) return { mark: '✗', paint: trouble.kind === 'outage' ? yellow : red };
  return { mark: '·', paint: dim };
}

function help({ file, backupHours: n }: Shown['config'], text: RunningText): readonly string[] {
  const rows = [
    [text('data'), n > 0 ? text('dataAt', { file, n }) : text('dataUnsaved', { file })],
    [text('stop'), text('stopBy')],
    [text('check'), 'npx qunli doctor'],
    [text('tryIt'), 'npx qunli start --try'],
    [text('logs'), 'npm start 2> qunli.log'],
  ] as const;
  const width = Math.max(...rows.map(([name]) => widthOf(name)));
  return rows.map(([name, what]) => `  ${padTo(name, width)}  ${what}`);
}

function fitted(line: string, columns: number): string {
  let most = line.length;
  let cut = line;
  while (most > 1 && widthOf(cut) >= columns) {
    most -= 1;
    cut = cutTo(line, most);
  }
  return cut;
}
