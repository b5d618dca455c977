/**
 * Export (导出): a manager asks for a table and gets it in private. It is written in the background,
 * so that the group is not kept waiting, and nobody else is sent the file.
 */
import { arg, type Commanding, defineFeature, mayActAs, type Role, type Working } from '#kit';
import { base } from './base.ts';
import { type Format, formatCalled, table, wordFor } from './table.ts';
import { readTask, type Task } from './task.ts';

const NEEDED: Role = 'manager';
/** What most people can open, on a phone too. */
const USUAL_FORMAT: Format = 'xlsx';
/** Six digits: enough for the files of one day, short enough to read out. */
const MARKS = [100_000, 999_999] as const;

interface Wanted {
  readonly table: string;
  readonly format: Format | undefined;
}

async function ask(context: Commanding<typeof base, Wanted>): Promise<void> {
  const { args, group, house, say, text, member, later, now, message, random } = context;
  const { table: name, format = USUAL_FORMAT } = args;
  const data: Task = { member: member.id, table: name, format, mark: random.int(...MARKS) };
  await later({ what: 'write', at: now, key: `${member.id}:${message}`, data });
  await house.audit('export', { table: name, format });
  const what = wordFor(name, house);
  await say(group ? text('preparing', { what }) : text('preparingHere', { what }));
}

/** Rights are those of the moment in which the file is made, not of the wish. */
async function write({ data, community, reader, files, finish }: Working<typeof base>) {
  const { member: id, table: name, format, mark } = readTask(data);
  const member = await reader.people.find(id);
  if (!member || !mayActAs(member.role, NEEDED)) return;
  const request = {
    name: `${name}-c${community.id}-${id}-${mark}.${format}`,
    what: name,
    format,
    community: community.id,
    headers: community.language,
  };
  const file = await files.writeExport(request).catch(async (error: unknown) => {
    await finish(({ house, tell, text }) =>
      tell(member, text('failed', { what: wordFor(name, house) })),
    );
    throw error;
  });
  await finish(({ house, tell, text }) =>
    tell(member, text('ready', { what: wordFor(name, house) }), { file }),
  );
}

export const exporting = defineFeature({
  ...base,
  commands: {
    export: {
      role: NEEDED,
      args: { table, format: arg.optional(arg.choice(formatCalled)) },
      handle: ask,
    },
  },
  jobs: { write: { run: write } },
});
