import { rupeesText } from '../../domain/money/rupees.ts';
import { type Canvas, makeCanvas, pageSize, type TextStyle } from '../pdf/canvas.ts';
import { type Lettering, makeLettering } from '../pdf/lettering.ts';
import { writePdf } from '../pdf/pdf-file.ts';
import { printable } from '../pdf/printable.ts';
import { statementCsv } from './csv.ts';
import { type Statement, wordingOf } from './statement.ts';

const margin = 40;
const top = 130;
const leading = 15;
const linesOnPage = 44;
const ink = [0.05, 0.07, 0.1] as const;
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

const inIndia = (at: string) =>
  new Date(Date.parse(at) + 5.5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

type Pages = { statement: Statement; lettering: Lettering };

function head(canvas: Canvas, { statement, lettering }: Pages): void {
  const { iec, office, from, to, at } = statement;
  const period = `${from ?? 'the beginning'} to ${to ?? 'now'}`;
  canvas.text('Wallet statement', margin, 55, title);
  canvas.text(`IEC ${iec}`, margin, 75, strong);
  canvas.text(printable(lettering, `${office.name} (${office.id})`), margin, 88, plain);
  canvas.text(`From ${period}. Drawn up ${inIndia(at)} Indian time.`, margin, 101, plain);
}

function row(canvas: Canvas, { lettering }: Pages, y: number, style: TextStyle, cells: string[]) {
  const [at = '', what = '', about = '', amount = '', balance = ''] = cells;
  canvas.text(at, columns.at, y, style);
  canvas.text(printable(lettering, what), columns.what, y, style);
  canvas.text(printable(lettering, about), columns.about, y, style);
  const right = (text: string, edge: number) => {
    const width = (lettering.widthOf(text, style.weight) * style.size) / 1000;
    canvas.text(text, edge - width, y, style);
  };
  right(amount, columns.amount);
  right(balance, columns.balance);
}

/**
 * The statement as PDF/A-3u: a plain table with numbered pages, and the same figures as CSV
 * attached. The same input gives the same bytes.
 */
export function statementPdf(statement: Statement): Promise<Uint8Array> {
  const lettering = makeLettering();
  const pages = { statement, lettering };
  const count = Math.max(1, Math.ceil(statement.lines.length / linesOnPage));
  const drawn = Array.from({ length: count }, (_, index) => {
    const canvas = makeCanvas(lettering);
    head(canvas, pages);
    const names = [
      'Indian time',
      'What',
      'Certificate, application or refund',
      'Rupees',
      'Balance',
    ];
    row(canvas, pages, top, strong, names);
    canvas.line({ x: margin, y: top + 4 }, { x: columns.balance, y: top + 4 }, rule);
    const shown = statement.lines.slice(index * linesOnPage, (index + 1) * linesOnPage);
    for (const [at, line] of shown.entries()) {
      row(canvas, pages, top + (at + 1) * leading, plain, [
        inIndia(line.at),
        wordingOf(line.kind),
        line.certificateNumber ?? line.applicationId ?? line.refundId ?? '',
        rupeesText(line.amountPaise),
        rupeesText(line.balancePaise),
      ]);
    }
    canvas.text(`Page ${index + 1} of ${count}`, margin, pageSize.height - 30, plain);
    return { operators: canvas.operators(), links: [] };
  });
  return writePdf({
    pages: drawn,
    fonts: lettering.alphabets(),
    images: new Map(),
    attachment: {
      name: 'statement.csv',
      description: 'The same movements as data',
      type: 'text/csv',
      bytes: Buffer.from(statementCsv(statement)),
    },
    description: {
      title: `Wallet statement ${statement.iec} ${statement.office.id}`,
      author: 'eCoO',
      subject: 'Wallet statement',
      createdAt: statement.at,
    },
  });
}
