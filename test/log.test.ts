/** What stands in the log: no secret, whatever is logged, and one line for one event. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';

const root = join(import.meta.dirname, '..');
const SECRET = 'hunter2-planted-secret';
const line = z.object({ level: z.number(), part: z.string(), msg: z.string() });

/** Logs `facts` in a process of its own, as the program does, and gives its standard error. */
function logged(facts: string, message: string): readonly string[] {
  const code = `
    import '${root}/src/read-typescript.mjs';
    const { openLog } = await import('${root}/src/log.ts');
    const log = (await openLog('debug', []))('test');
    log.error(${facts}, ${JSON.stringify(message)});`;
  const args = ['--input-type=module', '--eval', code];
  const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return stderr.trimEnd().split('\n');
}

test('a secret is never printed, wherever it stands', () => {
  const facts = `{
    token: '${SECRET}', secret: '${SECRET}', password: '${SECRET}', apiKey: '${SECRET}',
    config: { token: '${SECRET}', accessToken: '${SECRET}', telegram: { token: '${SECRET}' } },
    request: { headers: { authorization: 'Bearer ${SECRET}' } },
    error: Object.assign(new Error('refused'), { token: '${SECRET}' }),
  }`;
  const lines = logged(facts, 'connected');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain(SECRET);
  expect(lines[0]).toContain('***');
});

test('a name with line breaks cannot forge a line of the log', () => {
  const name = 'x\n{"level":30,"part":"main","msg":"all is well"}\r\n\u2028';
  const lines = logged(JSON.stringify({ name }), `seen: ${name}`);
  expect(lines).toHaveLength(1);
  expect(line.parse(JSON.parse(lines[0] ?? ''))).toMatchObject({ level: 50, part: 'test' });
});

test('a name that steers a terminal does not do so in the log', () => {
  const [text = ''] = logged(JSON.stringify({ name: '\u001b[2J\u0007' }), '\u001b[2J');
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('\u0007');
});
