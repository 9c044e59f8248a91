import { rupeesText } from '../../domain/money/rupees.ts';
import { ink } from '../form/palette.ts';
import { indianTime, makePaper, type Paper, textEndingAt, turnPage, writePaper } from '../paper.ts';
import { pageSize, type TextStyle } from '../pdf/canvas.ts';
import { printable } from '../pdf/printable.ts';
import { statementCsv } from './csv.ts';
import { type Statement, wordingOf } from './statement.ts';

const margin = 40;
const top = 130;
const leading = 15;
const linesOnPage = 44;
const rule = { width: 0.6, colour: ink };
const plain: TextStyle = { size: 8, weight: 'regular', colour: ink };
const strong: TextStyle = { size: 8, weight: 'bold', colour: ink };
const title: TextStyle = { size: 13, weight: 'bold', colour: ink };

/** Where columns begin; the last two end there, at the right. */
const columns = {
  at: margin,
  what: 130,
  about: 250,
  amount: 470,
  balance: pageSize.width - margin,
};

/** To the minute. */
const inIndia = (at: string) => indianTime(at).slice(0, 16);

function head({ canvas, lettering }: Paper, statement: Statement): void {
  const { iec, office, from, to, at } = statement;
  const period = `${from ?? 'the beginning'} to ${to ?? 'now'}`;
  canvas.text('Wallet statement', margin, 55, title);
  canvas.text(`IEC ${iec}`, margin, 75, strong);
  canvas.text(printable(lettering, `${office.name} (${office.id})`), margin, 88, plain);
  canvas.text(`From ${period}. Drawn up ${inIndia(at)} Indian time.`, margin, 101, plain);
}

function row(paper: Paper, style: TextStyle, cells: string[]): void {
  const { canvas, lettering, y } = paper;
  const [at = '', what = '', about = '', amount = '', balance = ''] = cells;
  canvas.text(at, columns.at, y, style);
  canvas.text(printable(lettering, what), columns.what, y, style);
  canvas.text(printable(lettering, about), columns.about, y, style);
  textEndingAt(paper, amount, columns.amount, y, style);
  textEndingAt(paper, balance, columns.balance, y, style);
}

const names = ['Indian time', 'What', 'Certificate, application or refund', 'Rupees', 'Balance'];

/** One page: the head, the columns' names and its share of the movements. */
function page(paper: Paper, statement: Statement, lines: Statement['lines']): void {
  head(paper, statement);
  row(paper, strong, names);
  paper.canvas.line({ x: margin, y: top + 4 }, { x: columns.balance, y: top + 4 }, rule);
  for (const line of lines) {
    paper.y += leading;
    row(paper, plain, [
      inIndia(line.at),
      wordingOf(line.kind),
      line.certificateNumber ?? line.applicationId ?? line.refundId ?? '',
      rupeesText(line.amountPaise),
      rupeesText(line.balancePaise),
    ]);
  }
}

/**
 * The statement as PDF/A-3u: a plain table with numbered pages, and the same figures as CSV
 * attached. The same input gives the same bytes.
 */
export function statementPdf(statement: Statement): Promise<Uint8Array> {
  const paper = makePaper(top);
  const count = Math.max(1, Math.ceil(statement.lines.length / linesOnPage));
  for (let index = 0; index < count; index += 1) {
    if (index > 0) turnPage(paper, top);
    page(paper, statement, statement.lines.slice(index * linesOnPage, (index + 1) * linesOnPage));
    const number = `Page ${index + 1} of ${count}`;
    paper.canvas.text(number, margin, pageSize.height - 30, plain);
  }
  return writePaper(
    paper,
    {
      name: 'statement.csv',
      description: 'The same movements as data',
      type: 'text/csv',
      bytes: Buffer.from(statementCsv(statement)),
    },
    {
      title: `Wallet statement ${statement.iec} ${statement.office.id}`,
      subject: 'Wallet statement',
      createdAt: statement.at,
    },
  );
}
