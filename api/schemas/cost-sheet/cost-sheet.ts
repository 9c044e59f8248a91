import { z } from 'zod';
import type { ProductCostSheet } from '../../../domain/cost-sheet/product-cost-sheet.ts';
import { reasoningStep } from '../case/answers.ts';
import { costSheet, material } from '../case/application.ts';
import {
  currencyCode,
  decimalText,
  instant,
  line,
  plainDate,
  printedLine,
  revision,
} from '../text.ts';

const iec = z.string().regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.');
const hsExport = z.string().regex(/^\d{8}$/, 'The eight digits of ITC(HS), without dots.');
const agencyCode = z.string().regex(/^[A-Z0-9]{1,20}$/, 'An agency code, such as "EIC".');

const rate = z
  .strictObject({
    currency: currencyCode,
    /** Rupees for `per` of the currency, as CBIC notified them. */
    rupees: decimalText,
    per: z.union([z.literal(1), z.literal(100)]),
    date: plainDate,
    notification: printedLine(100),
  })
  .meta({ id: 'NotifiedRate' });

export const keptMaterial = z.strictObject({
  ...material.shape,
  /** The paper that shows its value, such as the purchase invoice's number and date. */
  paper: printedLine(200).nullable(),
});

const productCostSheet = z
  .strictObject({
    ...costSheet.shape,
    /** `shipment`, or the unit that all amounts are for one of, such as `KGS`. */
    unit: z.string().regex(/^(shipment|[A-Z]{3})$/, '"shipment", or a unit such as "KGS".'),
    materials: z.array(keptMaterial).max(200),
    rate: rate.nullable(),
  })
  .meta({ id: 'ProductCostSheet' });

type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;
true satisfies Same<z.output<typeof productCostSheet>, ProductCostSheet>;

const figures = {
  sheet: productCostSheet,
  validFrom: plainDate,
  validUntil: plainDate,
};
export const newCostSheetBody = z.strictObject({ name: line(200), hsExport, ...figures });
export const revisedCostSheetBody = z.strictObject({ name: line(200), ...figures });

export const costSheetPath = z.strictObject({ id: z.uuid() });
export const sharePath = z.strictObject({ id: z.uuid(), agent: z.uuid() });
/** For which exporter; may be left out by its own people. */
export const costSheetOwnerQuery = z.strictObject({ iec: iec.optional() });
/** An older version; left out: the one in use, and for an agency the last that was put to it. */
export const versionQuery = z.strictObject({
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
});
export const costSheetListQuery = z.strictObject({
  hsExport: hsExport.optional(),
  /** Retired ones too. */
  retired: z.literal('true').optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

const summary = {
  id: z.uuid(),
  iec: z.string(),
  name: z.string(),
  hsExport: z.string(),
  version: revision,
  retired: z.boolean(),
  createdAt: instant,
};
export const costSheetPage = z.strictObject({
  costSheets: z.array(z.strictObject(summary)),
  nextCursor: z.string().nullable(),
});

const approval = z.strictObject({
  version: revision,
  agency: z.string(),
  askedAt: instant,
  decidedAt: instant.nullable(),
  approved: z.boolean().nullable(),
  reason: z.string().nullable(),
});

export const costSheetAnswer = z
  .strictObject({
    ...summary,
    /** The version that is shown here. */
    shownVersion: revision,
    ...figures,
    madeAt: instant,
    /** Of an agency: its own alone. */
    approvals: z.array(approval),
    /** Customs agents that it is open to; null for who did not open it. */
    shares: z
      .array(z.strictObject({ agentId: z.uuid(), name: z.string(), sharedAt: instant }))
      .nullable(),
  })
  .meta({ id: 'CostSheet' });

export const askApprovalBody = z.strictObject({ agency: agencyCode });
export const approvalDecisionBody = z.discriminatedUnion('approve', [
  z.strictObject({ version: revision, approve: z.literal(true) }),
  z.strictObject({ version: revision, approve: z.literal(false), reason: line(1000) }),
]);

export const determinationBody = z.strictObject({
  sheet: productCostSheet,
  hsExport,
  /** Where it differs from the first six digits of `hsExport`. */
  hsImport: z
    .string()
    .regex(/^\d{6,10}$/, 'Six to ten digits.')
    .optional(),
  /** Under which agreements; left out: under all that are offered. */
  schemes: z
    .array(z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/, 'A scheme code, such as "AIFTA".'))
    .min(1)
    .max(50)
    .optional(),
});

export const determinationAnswer = z.strictObject({
  determinations: z.array(
    z.strictObject({
      scheme: z.string(),
      qualifies: z.boolean(),
      criterion: z.string().nullable(),
      reasoning: z.array(reasoningStep),
      missing: z.array(z.strictObject({ code: z.string(), message: z.string() })),
    }),
  ),
});

/** The sheets that a case was examined by, as they were then. */
export const caseCostSheetsAnswer = z.strictObject({
  applicationId: z.uuid(),
  costSheets: z.array(
    z.strictObject({
      id: z.uuid(),
      version: revision,
      name: z.string(),
      hsExport: z.string(),
      validFrom: plainDate,
      validUntil: plainDate,
      approvedBy: z.array(z.string()),
      sheet: productCostSheet,
    }),
  ),
});

/** Materials read from a sheet, to be put into a cost sheet. */
export const materialListAnswer = z.strictObject({ materials: z.array(keptMaterial) });
export const templatePath = z.strictObject({
  name: z.enum(['items.csv', 'items.xlsx', 'materials.csv', 'materials.xlsx']),
});
