/** What the export says, in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Export',
  commands: {
    export: {
      words: ['export', 'export-data'],
      usage: 'members|activity|check-ins|ledger|invitations|polls|tags|pushes [xlsx|csv|json]',
      help: 'get members, activity, check-ins and more as a table, in private',
    },
  },
  labels: {
    'export.members': 'members',
    'export.activity': 'activity',
    'export.checkins': 'check-ins',
    'export.ledger': 'ledger',
    'export.invitations': 'invitations',
    'export.polls': 'polls',
    'export.tags': 'tags',
    'export.pushes': 'pushes',
    'audit.export': 'exported the table of {table} ({format})',
  },
  texts: {
    preparing: 'Preparing the table of {what}; it will come to you in private.',
    preparingHere: 'Preparing the table of {what}; it will be here in a moment.',
    ready: 'Here is the table of {what}. The file stays on the server for 24 hours.',
    failed: 'The table of {what} could not be made. Try again later, or see the server’s log.',
  },
});
