import type { ReasoningStep, Refusal } from './refusal.ts';

/**
 * Every code with which an application can be refused, and what it means. Codes are stable for
 * ever: programs of exporters and agents act on them. `docs/refusals.md` is drawn from this table.
 */
export const refusalCodes = {
  'scheme-unknown': 'No agreement or scheme has this code.',
  'scheme-not-offered': 'The agreement exists, but certificates under it are not issued here.',
  'belongs-to-legacy':
    'New applications of this kind are not made here yet, but on the platform before this one.',
  'date-invalid': 'A date is not a day of the calendar, written YYYY-MM-DD.',
  'amount-invalid': 'An amount, weight or quantity is not a plain decimal number.',
  'amount-not-positive': 'An amount, weight or quantity that must be above zero is not.',
  'amount-negative': 'A part of the cost sheet is below zero.',
  'currency-unknown': 'A currency is not an ISO 4217 code in which goods are priced.',
  'country-unknown': 'A country is not an ISO 3166 alpha-2 code.',
  'hs-code-malformed':
    'A tariff code cannot be one: wrong length, or a chapter that does not exist.',
  'hs-code-not-in-edition':
    'A tariff code is not in the edition of the Harmonized System that is loaded here.',
  'hs-codes-disagree': "The product's export and import tariff codes lie in different chapters.",
  'partner-country-mismatch': 'The consignee is not in a country to which the scheme applies.',
  'producer-not-in-india': 'The producer is not in India, so the goods cannot originate here.',
  'exporter-not-in-india': "The exporter's registered address is not in India.",
  'loading-port-not-in-india': 'The port of loading is not a place in India.',
  'port-malformed': 'A port is neither a UN/LOCODE nor an Indian customs site.',
  'port-not-in-list': 'A port is not in the list of its kind that is loaded here.',
  'discharge-port-in-india': 'The port of discharge is in India.',
  'customs-site-malformed': 'The customs site of the shipping bill is not an Indian customs site.',
  'customs-site-not-in-list': 'The customs site is not in the list that is loaded here.',
  'shipping-bill-malformed': 'The shipping bill number is not up to seven digits.',
  'shipping-bill-in-future': 'The shipping bill is dated after today.',
  'departure-before-shipping-bill': 'The goods are said to have left before their shipping bill.',
  'invoice-number-repeated': 'Two invoices have the same number.',
  'invoice-not-listed': 'An item names an invoice that is not among the invoices.',
  'invoice-not-used': 'An invoice is listed, but no item belongs to it.',
  'invoices-differ-from-shipping-bill':
    'The invoices are not those of the shipping bill, number by number.',
  'invoice-in-future': 'An invoice is dated after today.',
  'invoice-after-departure': 'An invoice is dated after the goods left.',
  'third-country-invoice-not-allowed': 'The scheme has no place for an invoice of a third country.',
  'third-country-invoice-in-india': 'The third-country invoice is from India.',
  'back-to-back-not-offered': 'Back-to-back certificates of this scheme are not issued here.',
  'unit-unknown': 'A unit of quantity is not one of the unit quantity codes of customs.',
  'gross-weight-below-quantity': 'An item weighs less gross than its own quantity by weight.',
  'cost-sheet-currency-mismatch': 'The cost sheet and the FOB value are in different currencies.',
  'cost-sheet-fob-mismatch': "The cost sheet's FOB value is not the item's FOB value.",
  'cost-sheet-sum-mismatch': 'The parts of the cost sheet do not add up to its FOB value.',
  'cost-sheet-unknown': 'The exporter has no cost sheet of the id that an item names.',
  'cost-sheet-not-shared': 'A customs agent applies by a cost sheet that is not open to him.',
  'cost-sheet-retired': 'The cost sheet that an item names was retired by its exporter.',
  'cost-sheet-not-valid': 'The cost sheet that an item names is not valid on this day.',
  'cost-sheet-of-another-product': 'The cost sheet that an item names is of another tariff code.',
  'cost-sheet-unit-mismatch': 'The cost sheet is for another unit than the item is sold by.',
  'retrospective-reason-needed': 'The goods left too long ago for an ordinary certificate.',
  'retrospective-too-late': 'The goods left so long ago that no certificate may be issued.',
  'retrospective-not-due': 'A retrospective certificate is asked for goods that have not left.',
  'retrospective-not-provided': 'The scheme knows no retrospective certificates.',
  'wholly-obtained-contradicted': 'The claim "wholly obtained" contradicts other data of the item.',
  'parent-fixes-this': 'A certificate in lieu of another keeps its agency and its scheme.',
  'nothing-changed': 'A certificate in lieu of another is asked for that says the same.',
  'true-copy-changes': 'A true copy is asked for that says something else than the original.',
  'value-content-too-low': 'The originating share of the FOB value is below what the scheme asks.',
  'tariff-shift-missing': "A non-originating material has the product's own tariff classification.",
  'product-rule-not-loaded':
    'The agreement has a rule for each product, and that of this product is not loaded here.',
  'ex-works-missing':
    'The rule measures by the ex-works price, which the cost sheet does not name.',
  'ex-works-above-fob': 'The ex-works price of a cost sheet is above its FOB value.',
  'set-not-originating': 'Articles of a set that are not originating are more than may be.',
  'minimal-operations-only': 'Nothing but minimal operations was done to non-originating material.',
  'origin-claim-not-of-scheme': 'Origin is claimed in a way that the scheme does not know.',
  'foreign-origin-mismatch':
    'An item is said to come from another country than its supporting document names.',
  'back-to-back-document-needed':
    'A back-to-back certificate rests on a document of the country of origin, which is missing.',
  'scheme-not-in-force': 'The agreement has no effect on the day, or not for that country.',
  'agency-not-of-scheme': 'The agreement names other agencies than the one applied to.',
  'material-not-originating':
    'A material is not originating where goods must be made of originating materials alone.',
  'indian-processing-missing':
    'Imported inputs are not shown to have been made into a new product.',
} as const;

export type RefusalCode = keyof typeof refusalCodes;

/** Builds a refusal; `message` says what is wrong and what to do, `pointer` where (null: nowhere in it). */
export function refusal(
  code: RefusalCode,
  pointer: string | null,
  message: string,
  reasoning: ReasoningStep[] = [],
): Refusal {
  return { code, message, pointer, reasoning };
}
