import { z } from 'zod';
import { savedKinds } from '../../../domain/application/saved-entry.ts';
import { countryCode, instant, line, printedLine } from '../text.ts';
import { item, party, transport } from './application.ts';

const iec = z.string().regex(/^[A-Z0-9]{10}$/, 'An IEC of ten capital letters and digits.');
const product = z.strictObject({
  description: item.shape.description,
  hsExport: item.shape.hsExport,
  hsImport: item.shape.hsImport,
  unit: printedLine(10),
  packageKind: printedLine(50),
  costSheetId: z.uuid().nullable(),
});
const route = transport.pick({ mode: true, portOfLoading: true, portOfDischarge: true });
const consignee = party.extend({ country: countryCode });

const name = line(200);
export const savedEntryBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('consignee'), name, content: consignee }),
  z.strictObject({ kind: z.literal('product'), name, content: product }),
  z.strictObject({ kind: z.literal('route'), name, content: route }),
]);
/** For which exporter; may be left out by who prepares for one only. */
export const savedOwnerQuery = z.strictObject({ iec: iec.optional() });
export const savedListQuery = z.strictObject({
  kind: z.enum(savedKinds).optional(),
  iec: iec.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export const savedEntryPath = z.strictObject({ id: z.uuid() });

const shown = { id: z.uuid(), iec: z.string(), createdAt: instant };
const [asConsignee, asProduct, asRoute] = savedEntryBody.options;
export const savedEntryAnswer = z
  .discriminatedUnion('kind', [
    asConsignee.extend(shown),
    asProduct.extend(shown),
    asRoute.extend(shown),
  ])
  .meta({ id: 'SavedEntry' });
export const savedEntryPage = z.strictObject({
  savedEntries: z.array(savedEntryAnswer),
  nextCursor: z.string().nullable(),
});
