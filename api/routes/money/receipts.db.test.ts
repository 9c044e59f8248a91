import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Booking, book } from '../../../db/queries/money/ledger/ledger.ts';
import { caseEvent, paymentOrder } from '../../../db/schema/schema.ts';
import { runTool } from '../../../document/testing/validators.ts';
import { bank, gatewayClearing } from '../../../domain/money/account.ts';
import {
  gatewayReceipt,
  holdFee,
  openingBalance,
  returnFee,
  takeFee,
} from '../../../domain/money/posting.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { feeFromDay } from '../../../test/records/fee-from-day.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { testWith } from '../../../test/tools.ts';
import { receiptsAnswer } from '../../schemas/money/receipt.ts';
import { todayInIndia } from '../../today.ts';

const { call, database, idOf } = await apiServer();
const folder = mkdtempSync(join(tmpdir(), 'ecoo-receipts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const payer = { iec: 'AAACS7302F', agency: 'EIC', office: 'MUMBAI' };
const owner = { accountId: idOf('exporter'), iec: payer.iec };
const taxes = ['CGST', 'SGST'].map((name) => ({ name, percent: '9' }));
const feeEntryId = await feeFromDay(database, todayInIndia(), 20_005, { agency: 'EIC', taxes });
const paise = 20_005 + 2 * 1_800;
const exporter = { name: 'Sahyadri Chemicals', address: ['Plot 14'], country: 'IN' };
const applicationId = await caseInStage(database, 'issued', owner, {
  ...{ feeEntryId, feePaise: paise, paymentMethod: 'gateway' },
  exporter: { ...exporter, iec: payer.iec, pan: payer.iec },
});

async function order(reference: string, more: Partial<typeof paymentOrder.$inferInsert>) {
  const id = `FEE${randomUUID().replaceAll('-', '').slice(0, 17).toUpperCase()}`;
  await database.insert(paymentOrder).values({
    ...{ id, officeId: 'EIC-MUMBAI', amountPaise: paise, status: 'paid' },
    ...{ gatewayReference: reference, settledAt: new Date(), ...more },
  });
  return id;
}
const feeOrder = await order('MSIM0000000001', { applicationId });
const topUp = await order('MSIM0000000002', { purpose: 'top-up', iec: payer.iec });
await database.insert(caseEvent).values({
  ...{ applicationId, sequence: 1, step: 'settle/4', at: new Date(), actorRole: 'system' },
  ...{ action: 'settle', stage: 'under-review', detail: { order: feeOrder } },
  ...{ previousHash: '', hash: '' },
});

const received = (reference: string, amount: number, of: string | null): Booking => ({
  key: `gateway-receipt/EICMERCHANT/${reference}`,
  applicationId: of,
  posting: gatewayReceipt({ ...payer, paise: amount }),
});
const hold = (of: string): Booking => ({
  key: `${of}/hold-fee`,
  applicationId: of,
  posting: holdFee({ ...payer, paise }),
});
const ended = (of: string, end: typeof takeFee | typeof returnFee): Booking => ({
  key: `${of}/end-fee`,
  applicationId: of,
  posting: end({ ...payer, paise }),
  resolves: `${of}/hold-fee`,
});
const returned = randomUUID();
await book(database, [received('MSIM0000000001', paise, applicationId), hold(applicationId)]);
await book(database, [received('MSIM0000000002', 12_345_678, null)]);
await book(database, [hold(returned)]);
await book(database, [ended(returned, returnFee)]);
await book(database, [ended(applicationId, takeFee)]);
const posting = openingBalance({ ...payer, paise: 5 });
await book(database, [{ key: randomUUID(), applicationId: null, posting }]);

/** What the gateway hands over moves the account that payments are counted by. */
const handedOver = {
  kind: 'settlement' as const,
  entries: [
    { account: bank(payer), amountPaise: -100n },
    { account: gatewayClearing(payer), amountPaise: 100n },
  ],
};
await book(database, [{ key: randomUUID(), applicationId: null, posting: handedOver }]);

const listed = async (as: Login, query = '') => {
  const answer = await call(`/api/v1/wallets/EIC-MUMBAI/receipts${query}`, { as });
  return receiptsAnswer.parse(await answer.json());
};
const get = (number: string, as: Login = 'exporter') => call(`/api/v1/receipts/${number}`, { as });
const bytesOf = async (number: string) => Buffer.from(await (await get(number)).arrayBuffer());

describe('receipts of a wallet', () => {
  it('R32 are listed, the newest movement first: payments and fees taken, not those given back', async () => {
    const { receipts, nextCursor } = await listed('exporter');
    expect(nextCursor).toBeNull();
    expect(receipts).toMatchObject([
      { number: 'EIC-MUMBAI-P-2', kind: 'payment', paise: 12_345_678, applicationId: null },
      { number: 'EIC-MUMBAI-F-1', kind: 'fee', paise, applicationId },
      { number: 'EIC-MUMBAI-P-1', kind: 'payment', paise, applicationId },
    ]);
  });

  it('are listed page by page', async () => {
    const numbers: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await listed('administrator', `?iec=${payer.iec}&limit=1${cursor}`);
      numbers.push(...page.receipts.map(({ number }) => number));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(numbers).toEqual(['EIC-MUMBAI-P-2', 'EIC-MUMBAI-F-1', 'EIC-MUMBAI-P-1']);
  });
});

describe('a receipt', () => {
  it('is a PDF that is the same each time', async () => {
    const answer = await get('EIC-MUMBAI-F-1');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain('receipt-EIC-MUMBAI-F-1.pdf');
    const [one, other] = [await bytesOf('EIC-MUMBAI-F-1'), await bytesOf('EIC-MUMBAI-F-1')];
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.compare(one, other)).toBe(0);
  });

  it.each([
    ['EIC-MUMBAI-P-3', 'operations'],
    ['EIC-MUMBAI-P-4', 'operations'],
    ['EIC-MUMBAI-F-2', 'exporter'],
    ['EIC-MUMBAI-P-1', 'other-exporter'],
    ['EIC-MUMBAI-F-1', 'other-administrator'],
    ['EIC-MUMBAI-F-1', 'unentitled'],
    ['NO-WHERE-F-1', 'operations'],
  ] as const)('%s is not there for %s', async (number, login) => {
    expect((await get(number, login)).status).toBe(404);
  });

  it.each(['administrator', 'operations', 'agent'] as const)('%s sees it too', async (login) => {
    expect((await get('EIC-MUMBAI-P-1', login)).status).toBe(200);
  });

  testWith('verapdf')(
    'is PDF/A-3u by the judgement of veraPDF',
    async () => {
      const file = join(folder, 'judged.pdf');
      writeFileSync(file, await bytesOf('EIC-MUMBAI-F-1'));
      const { output } = await runTool('verapdf', '--flavour', '3u', '--format', 'text', file);
      expect(output).toMatch(/^PASS /);
    },
    180_000,
  );

  testWith('pdftotext')('says all that belongs on it, and Hindi headings', async () => {
    const textOf = async (number: string) => {
      const file = join(folder, `${number}.pdf`);
      writeFileSync(file, await bytesOf(number));
      const { output } = await runTool('pdftotext', '-layout', file, '-');
      return output.replace(/\s+/g, ' ');
    };
    const fee = await textOf('EIC-MUMBAI-F-1');
    for (const words of [
      ...['Receipt · रसीद', 'Receipt number · रसीद संख्या', 'EIC-MUMBAI-F-1', 'AAACS7302F'],
      ...['Sahyadri Chemicals', 'Agency EIC (EIC)', '(EIC-MUMBAI)', todayInIndia()],
      ...['Fee taken for an application', applicationId, 'Fee · शुल्क 200.05'],
      ...['CGST 9 % 18.00', 'SGST 9 % 18.00', 'Total · कुल 236.05', feeOrder, 'MSIM0000000001'],
      ...['Rupees Two Hundred Thirty Six and Five Paise Only', 'In words · शब्दों में'],
    ]) {
      expect(fee).toContain(words);
    }
    const advance = await textOf('EIC-MUMBAI-P-2');
    for (const words of [
      ...['EIC-MUMBAI-P-2', 'Payment in advance into the wallet', '1,23,456.78', topUp],
      ...[
        'Rupees One Lakh Twenty Three Thousand Four Hundred Fifty Six and Seventy Eight Paise Only',
      ],
      ...['MSIM0000000002', 'अग्रिम भुगतान'],
    ]) {
      expect(advance).toContain(words);
    }
    expect(advance).not.toContain('CGST');
    const forCase = await textOf('EIC-MUMBAI-P-1');
    for (const words of ['Payment by the gateway for an application', feeOrder, '236.05', 'CGST']) {
      expect(forCase).toContain(words);
    }
  });
});
