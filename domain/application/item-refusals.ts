import { schemeByCode } from '../agreement/schemes.ts';
import { resolveCostSheets } from '../cost-sheet/resolve.ts';
import type { Refusal } from '../refusal.ts';
import type { CooApplication, PlainDate } from './application.ts';
import { goodsArePossible } from './rules/goods.ts';
import { invoicesMatchItems } from './rules/invoices.ts';
import { tariffCodesAgree } from './rules/tariff-codes.ts';

/**
 * What can be said of the items of a draft by themselves, before anything else of it is right: codes,
 * amounts, units, weights, and the invoices that they name.
 */
export function itemRefusals(draft: CooApplication, today: PlainDate): Refusal[] {
  const { application } = resolveCostSheets(draft, [], today);
  const scheme = schemeByCode(application.scheme);
  const question = { application, exporter: null, scheme, today, holidays: [] };
  const all = [tariffCodesAgree, goodsArePossible, invoicesMatchItems].flatMap((rule) =>
    rule(question),
  );
  return all.filter(({ pointer }) => pointer?.startsWith('/items/'));
}
