/**
 * Koishi with its OneBot adapter, in a process of its own: it says on standard output what it
 * hears, one JSON object a line, and answers everything with «早！» and a mute.
 *
 *   node koishi-peer.mjs PORT ACCOUNT TOKEN
 */
import { createRequire } from 'node:module';

// Its entry for modules is broken in 4.18.11.
const require = createRequire(import.meta.url);
const { Context } = require('koishi');

/** @param {any} loaded */
const entryOf = (loaded) => loaded.default?.default ?? loaded.default ?? loaded;

const [port, selfId, token] = process.argv.slice(2);
/** @param {object} what */
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const app = new Context({});
app.plugin(entryOf(require('@koishijs/plugin-http')));
app.plugin(entryOf(require('@koishijs/plugin-server')), { host: '127.0.0.1', port: Number(port) });
const options = { selfId, token, protocol: 'ws-reverse', path: '/onebot' };
app.plugin(entryOf(require('koishi-plugin-adapter-onebot')), options);
app.on('message', async (/** @type {any} */ session) => {
  const texts = session.elements.map((/** @type {any} */ { attrs }) => attrs.content ?? '');
  tell({ from: session.userId, group: session.guildId, text: texts.join('') });
  await session.send('早！');
  await app.bots[0]?.muteGuildMember(session.guildId, session.userId, 60_000);
});
await app.start();
tell({ ready: true });
