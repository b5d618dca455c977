/** The worker thread that checks the books: one look at one moment, one answer. */
import { checkLedger } from '../store/ledger-check.ts';
import { openForReading } from '../store/open.ts';
import { answer } from '../worker-talk.ts';
import { booksQuestion } from './check.ts';

await answer(booksQuestion, ({ file }) => {
  const connection = openForReading(file);
  try {
    // One transaction sees one moment, however much is posted meanwhile.
    connection.exec('begin');
    return checkLedger(connection);
  } finally {
    connection.close();
  }
});
