import { determineItemOrigin } from '../agreement/origin/determine-origin.ts';
import type { ItemOrigin } from '../agreement/origin/item-origin.ts';
import { endorsementsOn } from '../agreement/retrospective.ts';
import type { Scheme } from '../agreement/scheme.ts';
import { schemeByCode } from '../agreement/schemes.ts';
import type { QuotedCostSheet } from '../cost-sheet/product-cost-sheet.ts';
import { resolveCostSheets } from '../cost-sheet/resolve.ts';
import type { Refusal } from '../refusal.ts';
import type { CooApplication } from './application.ts';
import type { ApplicationQuestion, ApplicationRule } from './question.ts';
import { backToBackIsSupported } from './rules/back-to-back.ts';
import { codesExist } from './rules/codes-exist.ts';
import { costSheetRefusals } from './rules/cost-sheet.ts';
import { datesAgree, datesExist, shippingBillPrecedesDeparture } from './rules/dates.ts';
import { goodsArePossible } from './rules/goods.ts';
import {
  invoicesMatchItems,
  invoicesMatchShippingBill,
  thirdCountryInvoiceIsAllowed,
} from './rules/invoices.ts';
import {
  consigneeIsInPartnerCountry,
  countriesExist,
  exporterIsInIndia,
  producerIsInIndia,
} from './rules/parties.ts';
import { placesExist } from './rules/places-exist.ts';
import { lateIssueIsExplained } from './rules/retrospective.ts';
import { agencyMayIssue, schemeIsInForce, schemeIsOffered } from './rules/scheme.ts';
import { portsArePlausible, shippingBillIsFormed } from './rules/shipment.ts';
import { tariffCodesAgree } from './rules/tariff-codes.ts';
import { isMadeHere } from './rules/transition.ts';

const timelessRules: readonly ApplicationRule[] = [
  schemeIsOffered,
  isMadeHere,
  countriesExist,
  consigneeIsInPartnerCountry,
  schemeIsInForce,
  agencyMayIssue,
  producerIsInIndia,
  exporterIsInIndia,
  portsArePlausible,
  placesExist,
  shippingBillIsFormed,
  invoicesMatchItems,
  invoicesMatchShippingBill,
  thirdCountryInvoiceIsAllowed,
  backToBackIsSupported,
  tariffCodesAgree,
  codesExist,
  goodsArePossible,
];

const datedRules: readonly ApplicationRule[] = [
  datesAgree,
  shippingBillPrecedesDeparture,
  lateIssueIsExplained,
];

/** What an examination finds. The application may go on only when `refusals` is empty. */
export type Examination = {
  scheme: Scheme | null;
  refusals: Refusal[];
  /** One per item whose origin could be determined; all of them when nothing is refused. */
  origin: ItemOrigin[];
  /** Marks that the certificate would carry if it were issued today. */
  endorsements: string[];
};

/**
 * What is to be examined; `costSheets` are the exporter's own among those that its items name. The
 * scheme is that of the version that counts; left out, its record as it stands in `schemes/`.
 */
export type AskedExamination = Omit<ApplicationQuestion, 'scheme' | 'application'> & {
  application: CooApplication;
  scheme?: Scheme | null;
  costSheets?: readonly QuotedCostSheet[];
};

function examineItems(
  { application, scheme }: ApplicationQuestion,
  blocked: boolean,
  open: ReadonlySet<number>,
) {
  const perItem = application.items.map((item, index) => {
    if (open.has(index)) return { refusals: [], origin: [] };
    const refusals = costSheetRefusals(item, index);
    if (scheme === null || blocked || refusals.length > 0) return { refusals, origin: [] };
    const determined = determineItemOrigin({ scheme, item, number: index + 1 });
    return { refusals: determined.refusals, origin: [determined.origin] };
  });
  return {
    refusals: perItem.flatMap(({ refusals }) => refusals),
    origin: perItem.flatMap(({ origin }) => origin),
  };
}

/**
 * Examines an application whose shape is sound: every rule beyond shape, the origin of every item,
 * and what a late certificate would be marked with. All refusals are found at once, each with a
 * stable code, a JSON Pointer and what to do. The API asks before it starts anything, with
 * `exporter` null; the submit activity asks again, with the IEC record, and its answer counts.
 * `today` is the date in India.
 */
export function examineApplication({ costSheets, ...asked }: AskedExamination): Examination {
  const { today, holidays, firstIssuedOn = today } = asked;
  const { scheme = schemeByCode(asked.application.scheme) } = asked;
  const named = resolveCostSheets(asked.application, costSheets ?? [], today);
  const { application, open } = named;
  const question: ApplicationQuestion = { ...asked, application, scheme };
  const dates = datesExist(question);
  const general = timelessRules.flatMap((rule) => rule(question));
  const timing = dates.length > 0 ? dates : datedRules.flatMap((rule) => rule(question));
  const codesAreSound = tariffCodesAgree(question).length === 0;
  const items = examineItems(question, !codesAreSound, open);
  const { departureDate } = application.transport;
  return {
    scheme,
    refusals: [...general, ...timing, ...named.refusals, ...items.refusals],
    origin: items.origin,
    endorsements:
      scheme === null || dates.length > 0
        ? []
        : endorsementsOn(scheme, { departureDate, on: firstIssuedOn, holidays }),
  };
}
