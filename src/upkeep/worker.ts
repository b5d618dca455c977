/** The worker thread of backups: one verified copy, one answer. */
import { statSync } from 'node:fs';
import { copyDatabase } from '../store/backup.ts';
import { openForReading } from '../store/open.ts';
import { answer } from '../worker-talk.ts';
import { copyQuestion } from './copy.ts';

await answer(copyQuestion, ({ file, target }) => {
  const connection = openForReading(file);
  try {
    copyDatabase(connection, target);
  } finally {
    connection.close();
  }
  return statSync(target).size;
});
