/**
 * A bot on a pretend platform whose connection does what a test says: it can refuse, hang, fall
 * silent, break, and keep every sending waiting. It remembers its connections and what was sent.
 */
import { strict as assert } from 'node:assert';
import {
  type Bot,
  type Capabilities,
  type Connection,
  type Delivery,
  type Incoming,
  instantOf,
  type LinkReport,
  parseMessageId,
  parsePlatformId,
  type SendOutcome,
} from '#kit';
import { sandboxCan } from '../bots/sandbox/index.ts';
import { heardFrom } from '../src/testing/heard.ts';

export interface Manners {
  /** What becomes of an attempt to connect. */
  open(report: LinkReport): Promise<void>;
  probe(): Promise<void>;
  send(delivery: Delivery): Promise<SendOutcome>;
}

/** A connection that is well. */
export const well: Manners = {
  async open(report) {
    report.authorized();
    report.heard();
  },
  probe: async () => undefined,
  send: async () => ({ kind: 'sent' }),
};

export const never = (): Promise<never> => new Promise(() => undefined);

export interface PretendOptions {
  readonly platform?: string;
  readonly account?: string;
  readonly can?: Partial<Capabilities>;
}

export class PretendBot implements Bot {
  readonly platform: string;
  readonly account: string;
  readonly self = idOf('bot');
  readonly names = ['群力'];
  readonly can: Capabilities;
  readonly sent: Delivery[] = [];
  manners: Manners = well;
  /** The reports of all connections, oldest first. */
  readonly reports: LinkReport[] = [];
  /** How many connections are open. */
  openCount = 0;

  constructor({ platform = 'pretend', account = platform, can = {} }: PretendOptions = {}) {
    this.platform = platform;
    this.account = account;
    this.can = { ...sandboxCan, ...can };
  }

  async open(report: LinkReport): Promise<Connection> {
    this.reports.push(report);
    await this.manners.open(report);
    this.openCount += 1;
    return {
      probe: () => this.manners.probe(),
      close: async () => {
        this.openCount -= 1;
      },
    };
  }

  async send(delivery: Delivery): Promise<SendOutcome> {
    const outcome = await this.manners.send(delivery);
    if (outcome.kind === 'sent') this.sent.push(delivery);
    return outcome;
  }

  /** The report of the newest connection. */
  get report(): LinkReport {
    const report = this.reports.at(-1);
    assert(report, 'the bot was never connected');
    return report;
  }

  get texts(): readonly string[] {
    return this.sent.map((delivery) => heardFrom(delivery).text);
  }
}

let ids = 0;

/** Somebody says something, in the group `g1` unless said otherwise. */
export function saying(at: number, from: string, text: string, more: object = {}): Incoming {
  ids += 1;
  const id = parseMessageId(`m${ids}`);
  assert(id);
  const person = { id: idOf(from), name: from };
  const said = { key: `m${ids}`, group: idOf('g1'), from: person, id, text, mentions: [], ...more };
  return { type: 'message', at: instantOf(at), ...said };
}

export function idOf(text: string) {
  const id = parsePlatformId(text);
  assert(id);
  return id;
}
