import { csvText } from '../csv.ts';
import { type Statement, wordingOf } from './statement.ts';

const head = [
  'at',
  'what',
  'kind',
  'application',
  'certificate',
  'refund',
  'amount_inr',
  'balance_inr',
];

/** The statement as CSV: one movement to a row, amounts in rupees to the paisa. */
export const statementCsv = ({ lines }: Statement): string =>
  csvText(
    head,
    lines.map((line) => [
      line.at,
      wordingOf(line.kind),
      line.kind,
      line.applicationId ?? '',
      line.certificateNumber ?? '',
      line.refundId ?? '',
      { paise: line.amountPaise },
      { paise: line.balancePaise },
    ]),
  );
