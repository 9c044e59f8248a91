import type { CostSheet, DecimalText, Material, PlainDate } from '../application/application.ts';

/**
 * The rate by which rupees were brought into a currency: as CBIC notified it, `rupees` for `per` of
 * the currency (yen and won are quoted per 100).
 */
export type NotifiedRate = {
  currency: string;
  rupees: DecimalText;
  per: 1 | 100;
  date: PlainDate;
  notification: string;
};

/** A material with the paper that shows its value, such as the purchase invoice's number and date. */
export type KeptMaterial = Material & { paper: string | null };

/**
 * What one product costs, kept to be used again. All amounts are in `currency`, for the whole shipment
 * (`unit` is `shipment`) or for one of the unit that the product is sold by, such as `KGS`.
 */
export type ProductCostSheet = Omit<CostSheet, 'unit' | 'materials'> & {
  unit: string;
  materials: KeptMaterial[];
  rate: NotifiedRate | null;
};

/** One version of an exporter's sheet as it is used: a case keeps it like this for good. */
export type QuotedCostSheet = {
  id: string;
  version: number;
  iec: string;
  name: string;
  hsExport: string;
  validFrom: PlainDate;
  validUntil: PlainDate;
  retired: boolean;
  /** Agencies whose officers approved this version in advance. */
  approvedBy: string[];
  sheet: ProductCostSheet;
};
