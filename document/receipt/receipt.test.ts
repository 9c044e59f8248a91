import { expect, test } from 'vitest';
import { receiptPdf } from './pdf.ts';
import type { Receipt } from './receipt.ts';

const receipt: Receipt = {
  number: 'EIC-MUMBAI-F-1204',
  kind: 'fee',
  at: '2026-11-22T18:45:10.000Z',
  agency: { code: 'EIC', name: 'Export Inspection Council' },
  office: { id: 'EIC-MUMBAI', name: 'EIC Mumbai', address: ['1 Harbour Road', 'Mumbai 400001'] },
  payer: { iec: 'AAACS7302F', name: 'Sahyadri Chemicals 商 Private Limited' },
  applicationId: '0192f0c1-7d3e-7000-8000-000000000000',
  certificateNumber: 'EIC/MUMBAI/2026/0000123',
  lines: [{ words: { en: 'Fee', hi: 'शुल्क' }, paise: 35_000 }],
  totalPaise: 35_000,
  gateway: null,
};

const pagesIn = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length;

test('the same receipt gives the same bytes, another one others', async () => {
  const [one, same, other] = await Promise.all([
    receiptPdf(receipt),
    receiptPdf(structuredClone(receipt)),
    receiptPdf({ ...receipt, totalPaise: 35_001 }),
  ]);
  expect(Buffer.compare(one, same)).toBe(0);
  expect(Buffer.compare(one, other)).not.toBe(0);
});

test('a receipt is one page, however long the names in it are', async () => {
  const long = 'A name that is as long as any may be '.repeat(3).trim();
  const address = Array<string>(6).fill(long.slice(0, 100));
  const office = { id: 'EIC-MUMBAI', name: long, address };
  const lines = Array(5).fill(receipt.lines[0]);
  const payer = { iec: 'AAACS7302F', name: long };
  const gateway = { orderId: 'FEE23456789ABCDEFGHJ', reference: 'MSIM0123456789' };
  expect(pagesIn(await receiptPdf({ ...receipt, office, lines, payer, gateway }))).toBe(1);
});
