import { listFeeEntries } from '../../../db/queries/money/fee.ts';
import {
  listReceipts,
  type ReceiptFacts,
  readReceipt,
} from '../../../db/queries/money/payment/receipt.ts';
import { findOffice, type OfficeOfAgency } from '../../../db/queries/office/office.ts';
import { receiptPdf } from '../../../document/receipt/pdf.ts';
import type { Receipt } from '../../../document/receipt/receipt.ts';
import { chargeOf } from '../../../domain/money/fee.ts';
import {
  type ReceiptPlace,
  receiptNumber,
  receiptPlace,
} from '../../../domain/money/receipt-number.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { endpoint } from '../../endpoint.ts';
import { pageOf } from '../../page.ts';
import { cursorBefore, versionBefore } from '../../schemas/money/cursors.ts';
import { receiptPath, receiptsAnswer, receiptsQuery } from '../../schemas/money/receipt.ts';
import { walletPath } from '../../schemas/money/wallet.ts';
import { walletFor } from './wallet-for.ts';

const tag = 'Wallets';

const feeWords = { en: 'Fee', hi: 'शुल्क' };
const advanceWords = { en: 'Payment in advance', hi: 'अग्रिम भुगतान' };

/** The fee and each of its taxes; one line where they are not what the amount is made of. */
async function linesOf(
  { database }: ApiDependencies,
  { feeEntryId, applicationId, paise }: ReceiptFacts,
): Promise<Receipt['lines']> {
  const whole = [{ words: applicationId === null ? advanceWords : feeWords, paise }];
  const entries = feeEntryId === null ? [] : await listFeeEntries(database);
  const entry = entries.find(({ id }) => id === feeEntryId);
  if (!entry) return whole;
  const { taxes, totalPaise } = chargeOf(entry);
  const taxLines = taxes.map((tax) => {
    const text = `${tax.name} ${tax.percent} %`;
    return { words: { en: text, hi: text }, paise: tax.paise };
  });
  return totalPaise === paise ? [{ words: feeWords, paise: entry.paise }, ...taxLines] : whole;
}

async function receiptOf(
  api: ApiDependencies,
  place: ReceiptPlace,
  office: OfficeOfAgency,
  facts: ReceiptFacts,
): Promise<Receipt> {
  const { at, iec, firm, gatewayReference: reference, orderId } = facts;
  return {
    number: receiptNumber(place),
    kind: place.kind,
    at: at.toISOString(),
    agency: { code: office.agencyCode, name: office.agencyName },
    office: { id: office.id, name: office.name, address: office.address },
    payer: { iec, name: firm },
    applicationId: facts.applicationId,
    certificateNumber: facts.certificateNumber,
    lines: await linesOf(api, facts),
    totalPaise: facts.paise,
    gateway: reference === null ? null : { orderId, reference },
  };
}

type Found = { place: ReceiptPlace; office: OfficeOfAgency; facts: ReceiptFacts };

export const receiptEndpoints = [
  endpoint({
    method: 'get',
    path: '/wallets/{office}/receipts',
    tag,
    summary: 'Receipts of an exporter at an office, the newest first',
    description: 'Of every payment that the gateway brought, and of every fee that was taken.',
    pathSchema: walletPath,
    querySchema: receiptsQuery,
    answers: { 200: { description: 'One page', schema: receiptsAnswer } },
    problems: ['bad-cursor', 'exporter-not-named'],
    handle: async ({ account, path, query, api }) => {
      const asked = { officeId: path.office, iec: query.iec };
      const { iec, office } = await walletFor(api, account, 'view', asked);
      const place = { agency: office.agencyCode, office: office.code };
      const page = { before: versionBefore(query.cursor), limit: query.limit + 1 };
      const found = await listReceipts(api.database, { ...place, iec }, page);
      const { rows, nextCursor } = pageOf(found, query.limit, ({ version }) =>
        cursorBefore(version),
      );
      const receipts = rows.map(({ kind, numberVersion, at, paise, applicationId }) => ({
        number: receiptNumber({ ...place, kind, version: numberVersion }),
        kind,
        at: at.toISOString(),
        paise,
        applicationId,
      }));
      return { status: 200, body: { receipts, nextCursor } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/receipts/{number}',
    tag,
    summary: 'One receipt as PDF, in English and Hindi, with the same as JSON attached',
    description: 'The number is the movement in the ledger: the same one gives the same bytes.',
    pathSchema: receiptPath,
    answers: { 200: { description: 'The receipt', mediaType: 'application/pdf' } },
    handle: async ({ account, path, api }) => {
      const place = receiptPlace(path.number);
      const office = place && (await findOffice(api.database, place.agency, place.office));
      const facts = place && office && (await readReceipt(api.database, place));
      const resource = facts && {
        kind: 'wallet' as const,
        iec: facts.iec,
        officeId: office.id,
        agencyCode: office.agencyCode,
        found: { place, office, facts },
      };
      const { found } = allow<'wallet', { found: Found }>(account, 'view', resource);
      const receipt = await receiptOf(api, found.place, found.office, found.facts);
      const bytes = await receiptPdf(receipt);
      const name = `receipt-${receipt.number}.pdf`;
      return { status: 200, file: { type: 'application/pdf', bytes, name } };
    },
  }),
];
