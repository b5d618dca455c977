/** A platform that puts its token wherever real libraries put it: into addresses and errors. */
import * as z from 'zod';
import { type Bot, type BotParts, definePlatform, type Incoming, LinkRefusal } from '#kit';
import { sandboxBot, sandboxCan } from '../../bots/sandbox/index.ts';

export const PLANTED = {
  token: '123456:planted-in-the-environment',
  secret: 'planted "quoted" \\ /secret?',
};
export const VARIABLES = {
  QUNLI_LEAKY_TOKEN: PLANTED.token,
  QUNLI_LEAKY_SECRET: PLANTED.secret,
  QUNLI_LEAKY_ADDRESS: 'https://api.example',
};

const settings = z.object({ TOKEN: z.string(), SECRET: z.string(), ADDRESS: z.url() });

interface Leaky {
  readonly settings: z.output<typeof settings>;
  readonly parts: BotParts;
}

/** @param events what happens on the platform once the bot is let in, at the second attempt */
export function leakyPlatform(events: () => readonly Incoming[], done: () => void) {
  return definePlatform({
    name: 'leaky',
    can: sandboxCan,
    variables: {
      TOKEN: { about: 'token', preset: '', isSecret: true },
      SECRET: { about: 'secret', preset: '', isSecret: true },
      ADDRESS: { about: 'address', preset: '' },
    },
    keys: ['TOKEN'],
    settings,
    create: async (leaky) => leakyBot(leaky, { events, done }),
    examine: async () => [],
    interview: () => ({ title: 'Post', before: '', steps: [] }),
  });
}

interface Talk {
  readonly events: () => readonly Incoming[];
  readonly done: () => void;
}

function leakyBot({ settings: { TOKEN, SECRET, ADDRESS }, parts }: Leaky, talk: Talk): Bot {
  const url = `${ADDRESS}/bot${TOKEN}/call?secret=${encodeURIComponent(SECRET)}`;
  let attempts = 0;
  return {
    ...sandboxBot(async () => undefined),
    platform: 'leaky',
    account: 'leaky',
    async open(report) {
      attempts += 1;
      parts.log.info({ url, options: { SECRET, deep: { deeper: [TOKEN] } } }, `calling ${url}`);
      if (attempts === 1) throw new LinkRefusal('outage', `${url}: connection refused`);
      report.authorized();
      report.heard();
      for (const event of talk.events()) {
        const { name } = 'from' in event ? event.from : {};
        parts.log.info({ name }, `heard ${name}`);
      }
      void Promise.all(talk.events().map((event) => report.receive(event))).then(talk.done);
      return { probe: async () => undefined, close: async () => undefined };
    },
    async send({ action }) {
      const group = 'group' in action.to ? action.to.group : '';
      const cause = new Error(`socket to ${url} closed`);
      if (group === 'throws') throw new Error(`POST ${url}: ${SECRET}`, { cause });
      if (group === 'refuses') return { kind: 'refused', why: `${url} said no to ${TOKEN}` };
      parts.log.warn({ error: cause }, 'sent after all');
      return { kind: 'sent' };
    },
  };
}
