import { expect, test } from 'vitest';
import { statementCsv } from './csv.ts';
import { statementPdf } from './pdf.ts';
import type { Statement } from './statement.ts';

const line = {
  at: '2026-11-21T18:45:00.000Z',
  kind: 'hold-fee',
  amountPaise: -20_000,
  balancePaise: 15_005,
  applicationId: '0192f0c1-7d3e-7000-8000-000000000000',
  certificateNumber: null,
  refundId: null,
};
const statement = (lines: Statement['lines']): Statement => ({
  iec: 'AAACS7302F',
  office: { id: 'EIC-MUMBAI', name: 'Export Inspection Council, मुंबई 商' },
  from: '2026-11-01',
  to: null,
  at: '2026-11-22T12:00:00.000Z',
  lines,
});

test('one movement is one row, its amounts exact, the minus left to numbers', () => {
  expect(statementCsv(statement([line])).split('\r\n')).toEqual([
    'at,what,kind,application,certificate,refund,amount_inr,balance_inr',
    `${line.at},Fee set aside,hold-fee,${line.applicationId},,,-200.00,150.05`,
    '',
  ]);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+cmd|x', "'+cmd|x"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['=a,"b"', `"'=a,""b"""`],
  ['two\r\nrows', '"two\r\nrows"'],
])('the text %j runs as no formula and breaks out of no cell', (certificateNumber, cell) => {
  const csv = statementCsv(statement([{ ...line, certificateNumber }]));
  expect(csv).toContain(`,${cell},,-200.00,150.05\r\n`);
});

test('a statement of many movements has numbered pages, and the same input gives the same bytes', async () => {
  const many = statement(Array.from({ length: 100 }, () => line));
  const [first, second, empty] = await Promise.all([
    statementPdf(many),
    statementPdf(many),
    statementPdf(statement([])),
  ]);
  const pagesIn = (pdf: Uint8Array) =>
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length;
  expect([pagesIn(first), pagesIn(empty)]).toEqual([3, 1]);
  expect(Buffer.compare(first, second)).toBe(0);
});
