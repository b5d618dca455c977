/**
 * The commands that look after the data: `export`, `import`, `backup`, `restore`, `verify-draw` and
 * `doctor`.
 */
import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import type { RestoreFlags } from './backup-command.ts';
import { DB_OPTION } from './describe-running.ts';
import type { DoctorFlags } from './doctor-command.ts';
import type { ExportFlags } from './export-command.ts';
import type { ImportFlags } from './import-command.ts';
import type { VerifyFlags } from './verify-draw-command.ts';

export function describeData(qunli: Command): void {
  describeExport(qunli);
  describeImport(qunli);
  describeBackup(qunli);
  describeRestore(qunli);
  describeVerifyDraw(qunli);
  describeDoctor(qunli);
}

function say(line: string | undefined, stream: Writable = process.stdout): void {
  if (line !== undefined) stream.write(`${line}\n`);
}

function describeExport(qunli: Command): void {
  qunli
    .command('export')
    .description('write members, activity, check-ins, the ledger and more as CSV, XLSX or JSON')
    .argument(
      '<what>',
      'members, activity, checkins, invitations, polls, lotteries, tags, pushes, ledger',
    )
    .option('-o, --output <file>', 'where to; - is standard output')
    .option('--community <id>', 'only this community: its key (c1) or a group of it (g1)')
    .option('--from <day>', 'first day that counts, such as 2026-03-01')
    .option('--to <day>', 'last day that counts')
    .option('--format <format>', "csv, xlsx or json (default: by the file's ending)")
    .option(
      '--headers <language>',
      'headers, words, names and local times for people (csv, xlsx): zh-CN, zh-TW or en',
    )
    .option(...DB_OPTION)
    .addHelpText('after', EXPORT_EXAMPLES)
    .action(async (what: string, flags: ExportFlags & { readonly db?: string }) => {
      const { configured } = await import('./configured.ts');
      const { exportCommand } = await import('./export-command.ts');
      say(await exportCommand(what, flags, configured(flags.db, 'database')), process.stderr);
    });
}

const EXPORT_EXAMPLES = `
It works while the bot runs. A file appears under its name only when it is whole.
Of members all are listed: --from and --to choose the days whose messages are counted,
while points and streaks are those of now.

Examples:
  npx qunli export members -o members.xlsx --headers zh-CN
  npx qunli export activity -o march.csv --from 2026-03-01 --to 2026-03-31
  npx qunli export ledger -o - --format json --community g1`;

function describeImport(qunli: Command): void {
  qunli
    .command('import')
    .description('take past events into the activity figures; twice changes nothing')
    .argument('<file>', 'events of the past, one a line; - is standard input')
    .requiredOption('--as <kind>', 'what the file holds: sandbox (JSON Lines)')
    .option('--group <id>', 'put everything into this group, whatever the file says')
    .option(...DB_OPTION)
    .addHelpText('after', IMPORT_EXAMPLES)
    .action(async (file: string, flags: ImportFlags & { readonly db?: string }) => {
      const { configured } = await import('./configured.ts');
      const { importCommand } = await import('./import-command.ts');
      say(await importCommand(file, flags, configured(flags.db, 'own')));
    });
}

const IMPORT_EXAMPLES = `
No command runs, nothing is answered and no points move. What the bot has seen already,
live or by an earlier import, is not counted again. Stop the bot first.

Examples:
  npx qunli import history.jsonl --as sandbox
  npx qunli import old-group.jsonl --as sandbox --group g1`;

function describeBackup(qunli: Command): void {
  qunli
    .command('backup')
    .description('copy the database, also while the bot runs, and verify the copy')
    .argument('<file>', 'the copy; it must not be there yet')
    .option(...DB_OPTION)
    .addHelpText('after', BACKUP_EXAMPLES)
    .action(async (file: string, { db }: { readonly db?: string }) => {
      const { configured } = await import('./configured.ts');
      const { backupCommand } = await import('./backup-command.ts');
      say(backupCommand(file, configured(db, 'database')));
    });
}

const BACKUP_EXAMPLES = `
The running bot makes a backup every hour by itself, in the folder backups beside the
database and under its name (QUNLI_BACKUP_HOURS).

Examples:
  npx qunli backup /mnt/usb/qunli.db
  npx qunli backup before-the-party.db --db data/qunli.db`;

function describeRestore(qunli: Command): void {
  qunli
    .command('restore')
    .description('put a backup back; the database that was there is set aside')
    .argument('<file>', 'the backup')
    .option('--another', 'put it there although it is a backup of another database')
    .option(...DB_OPTION)
    .addHelpText('after', RESTORE_EXAMPLES)
    .action(async (file: string, flags: RestoreFlags & { readonly db?: string }) => {
      const { configured } = await import('./configured.ts');
      const { restoreCommand } = await import('./backup-command.ts');
      say(restoreCommand(file, flags, configured(flags.db, 'database')));
    });
}

const RESTORE_EXAMPLES = `
The backup is verified first; one that is not sound changes nothing, and neither does one of
another database, unless you say --another. Stop the bot first.

Examples:
  npx qunli restore data/backups/qunli-20260301T090000Z.db`;

function describeVerifyDraw(qunli: Command): void {
  qunli
    .command('verify-draw')
    .description('recompute a lottery from its public receipt: who won, and that nobody steered it')
    .argument('<receipt>', 'the receipt, or lotteries exported as JSON; - is standard input')
    .option('--commitment <hash>', 'the seal that the group saw when the lottery began')
    .option('--list <hash>', 'the hash of the list that the group saw when it closed')
    .addHelpText('after', VERIFY_EXAMPLES)
    .action(async (file: string, flags: VerifyFlags) => {
      const { verifyDrawCommand } = await import('./verify-draw-command.ts');
      say(await verifyDrawCommand(file, flags));
    });
}

const VERIFY_EXAMPLES = `
It needs no network and no database. Exit code 1 when anything is wrong. Members get the
receipt by typing 开奖凭证 in their group; docs/FAIR-DRAW.md says what stands in it.

Examples:
  npx qunli verify-draw receipt.json --list 5d1f…
  npx qunli export lotteries -o - --format json | npx qunli verify-draw -`;

function describeDoctor(qunli: Command): void {
  qunli
    .command('doctor')
    .description('check configuration, database, books, disk and backups; say what to do')
    .option(...DB_OPTION)
    .addHelpText('after', DOCTOR_EXAMPLES)
    .option('--details', 'show what platforms and libraries say of a failure, word for word')
    .action(async (flags: DoctorFlags) => {
      const { doctorCommand } = await import('./doctor-command.ts');
      await doctorCommand(flags);
    });
}

const DOCTOR_EXAMPLES = `
It changes nothing and works while the bot runs. Exit code 1 when something is wrong.

Examples:
  npx qunli doctor
  npx qunli doctor --db data/backups/qunli-20260301T090000Z.db`;
