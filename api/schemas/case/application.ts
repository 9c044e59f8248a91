import { z } from 'zod';
import {
  type CooApplication,
  materialRoles,
  operations,
} from '../../../domain/application/application.ts';
import { countryCode, currencyCode, decimalText, plainDate, printedLine } from '../text.ts';

const hsCode = z.string().regex(/^\d{6,10}$/, 'An HS code of 6 to 10 digits, without dots.');

export const party = z
  .strictObject({
    name: printedLine(200),
    address: z.array(printedLine(200)).min(1).max(6),
    country: countryCode,
  })
  .meta({ id: 'Party' });

export const transport = z.strictObject({
  mode: z.enum(['sea', 'air', 'road', 'rail', 'courier']),
  vessel: printedLine(100),
  departureDate: plainDate,
  portOfLoading: printedLine(20),
  portOfDischarge: printedLine(20),
});

const exportDocument = z.strictObject({
  shippingBillNumber: printedLine(20),
  date: plainDate,
  customsSite: printedLine(20),
  /** The invoices' numbers as the shipping bill has them: they must be those of `invoices`. */
  invoiceNumbers: z.array(printedLine(50)).min(1).max(50).optional(),
});

const invoice = z.strictObject({
  number: printedLine(50),
  date: plainDate,
  currency: currencyCode,
});

export const material = z.strictObject({
  description: printedLine(300),
  hs: hsCode,
  origin: countryCode.nullable(),
  value: decimalText,
  basis: z.enum(['ex-works', 'CIF', 'first-ascertainable-price']),
  /** What it is to the goods; left out: an input that is made into them. */
  role: z.enum(materialRoles).optional(),
  /** The partner's proof of origin for a material that counts by cumulation. */
  evidence: z
    .strictObject({ number: printedLine(60), date: plainDate, issuer: printedLine(200) })
    .optional(),
});

export const costSheet = z.strictObject({
  currency: currencyCode,
  unit: z.literal('shipment'),
  fob: decimalText,
  /** Asked where a rule of origin measures by the ex-works price. */
  exWorks: decimalText.optional(),
  materials: z.array(material).max(200),
  labour: decimalText,
  overheads: decimalText,
  otherCosts: decimalText,
  profit: decimalText,
});

export const item = z.strictObject({
  marks: printedLine(500),
  packages: z.strictObject({
    count: z.number().int().min(0).max(10_000_000),
    kind: printedLine(50),
  }),
  description: printedLine(2000),
  hsExport: hsCode,
  hsImport: hsCode,
  quantity: z.strictObject({ value: decimalText, unit: printedLine(10) }),
  grossWeightKg: decimalText,
  invoice: printedLine(50),
  fob: z.strictObject({ amount: decimalText, currency: currencyCode }),
  origin: z.union([
    z.strictObject({ costSheet }),
    /** A sheet that the exporter keeps here: its version in force is taken over at submission. */
    z.strictObject({ costSheetId: z.uuid() }),
    z.strictObject({ whollyObtained: z.literal(true) }),
    /** Goods of another country: back-to-back certificates alone. */
    z.strictObject({ foreign: z.strictObject({ country: countryCode }) }),
  ]),
  /** What was done to the goods in India; left out: not asked. */
  operations: z.array(z.enum(operations)).min(1).max(operations.length).optional(),
});

/** The shape of an application, exactly; whether it is right in law is `examineApplication`'s. */
export const applicationContent = z
  .strictObject({
    scheme: z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/, 'A scheme code, such as "AIFTA".'),
    agency: z.string().regex(/^[A-Z0-9]{1,20}$/, 'An agency code, such as "EIC".'),
    office: z.string().regex(/^[A-Z0-9]{1,20}$/, 'An office code, such as "MUMBAI".'),
    producer: z.union([z.strictObject({ sameAsExporter: z.literal(true) }), party]),
    consignee: party,
    transport,
    exportDocument,
    invoices: z.array(invoice).min(1).max(50),
    items: z.array(item).min(1).max(500),
    thirdCountryInvoice: z
      .strictObject({ ...party.shape, number: printedLine(50), date: plainDate })
      .nullable(),
    backToBack: z
      .strictObject({
        country: countryCode,
        documentType: printedLine(100),
        number: printedLine(50),
        date: plainDate,
        issuer: printedLine(200),
      })
      .nullable(),
    remarks: printedLine(1000).nullable(),
    retrospective: z.strictObject({ reason: printedLine(1000) }).optional(),
  })
  .meta({ id: 'Application' });

type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;

/** Fails to compile as soon as schema and domain say different things. */
true satisfies Same<z.output<typeof applicationContent>, CooApplication>;
