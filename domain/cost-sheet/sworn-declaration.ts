import { readCostSheet, sumOfMaterials } from '../agreement/origin/cost-figures.ts';
import { mercosur } from '../agreement/schemes/by-value-alone.ts';
import type { DecimalText, PlainDate } from '../application/application.ts';
import { type Decimal, decimal, formatDecimal, multiplyDecimals } from '../decimal.ts';
import { percentText, truncatedPercent } from '../share.ts';
import type { ProductCostSheet, QuotedCostSheet } from './product-cost-sheet.ts';
import { sheetOfShipment } from './shipment-sheet.ts';

/** An input of the goods as the declaration lists it; the share is that of the FOB value, cut off. */
export type DeclaredInput = {
  description: string;
  hs: string;
  country: string | null;
  dollars: DecimalText;
  percent: string;
};

/** What a producer swears to under the India-MERCOSUR agreement: what the goods are made of, and whence. */
export type SwornDeclaration = {
  sheet: { id: string; version: number; name: string; hsExport: string; unit: string };
  exporter: { name: string; address: string[]; iec: string };
  /** In the agreement's own order: originating here, in MERCOSUR, elsewhere or undetermined. */
  groups: { title: string; inputs: DeclaredInput[]; percent: string }[];
  fobDollars: DecimalText;
  /** Share of inputs that originate neither here nor in MERCOSUR; at most 40 may be. */
  foreignPercent: string;
  rate: ProductCostSheet['rate'];
  on: PlainDate;
};

const partners = mercosur.partners ?? [];
const decimals = 2;

/** Cut off after two decimals, so that no declared amount is more than the exact one. */
function cutOff({ units, scale }: Decimal): DecimalText {
  const cut =
    scale > decimals
      ? { units: units / 10n ** BigInt(scale - decimals), scale: decimals }
      : { units, scale };
  return formatDecimal(cut);
}

/** In dollars: as it stands in a sheet in dollars, or by the notified rate; null where neither is there. */
function inDollars({
  currency,
  rate,
}: ProductCostSheet): ((amount: Decimal) => DecimalText) | null {
  if (currency === 'USD') return cutOff;
  if (currency !== 'INR' || rate?.currency !== 'USD') return null;
  const rupees = decimal(rate.rupees);
  return (amount) => {
    const per = multiplyDecimals(amount, decimal(String(rate.per)));
    const scale = decimals + rupees.scale - per.scale;
    const units = scale >= 0 ? per.units * 10n ** BigInt(scale) : per.units / 10n ** BigInt(-scale);
    return formatDecimal({ units: units / rupees.units, scale: decimals });
  };
}

/**
 * The declaration by a sheet that was found sound; null where its amounts can be stated in dollars neither
 * as they stand nor by a notified rate of the dollar.
 */
export function swornDeclaration(
  { id, version, name, hsExport, sheet }: Omit<QuotedCostSheet, 'iec' | 'approvedBy' | 'retired'>,
  exporter: SwornDeclaration['exporter'],
  on: PlainDate,
): SwornDeclaration | null {
  const dollars = inDollars(sheet);
  const shipment = sheetOfShipment(sheet, { value: '1', unit: sheet.unit });
  const figures = shipment && readCostSheet(shipment);
  if (!dollars || !figures) return null;
  const { fob, materials } = figures;
  const groupOf = (title: string, belongs: (country: string | null) => boolean) => {
    const own = materials.filter(({ origin }) => belongs(origin));
    return {
      title,
      inputs: own.map(({ description, hs, origin, exact }) => ({
        description,
        hs,
        country: origin,
        dollars: dollars(exact),
        percent: truncatedPercent({ part: exact, whole: fob }, decimals),
      })),
      percent: truncatedPercent({ part: sumOfMaterials(own), whole: fob }, decimals),
    };
  };
  const isForeign = (country: string | null) =>
    country === null || (country !== 'IN' && !partners.includes(country));
  const foreign = sumOfMaterials(materials.filter(({ origin }) => isForeign(origin)));
  return {
    sheet: { id, version, name, hsExport, unit: sheet.unit },
    exporter,
    groups: [
      groupOf('Inputs originating in India', (country) => country === 'IN'),
      groupOf('Inputs originating in MERCOSUR', (country) => partners.includes(country ?? '')),
      groupOf('Inputs of other or undetermined origin', isForeign),
    ],
    fobDollars: dollars(fob),
    foreignPercent: percentText({ part: foreign, whole: fob }),
    rate: sheet.rate,
    on,
  };
}
