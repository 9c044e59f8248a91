import type { ApplicationItem, Party, Transport } from './application.ts';

/** What of an item is the product, and not the shipment. */
export type SavedProduct = Pick<ApplicationItem, 'description' | 'hsExport' | 'hsImport'> & {
  unit: string;
  packageKind: string;
  costSheetId: string | null;
};

export type SavedRoute = Pick<Transport, 'mode' | 'portOfLoading' | 'portOfDischarge'>;

/** What exporters keep in order to copy it into applications. */
export type SavedEntry =
  | { kind: 'consignee'; content: Party }
  | { kind: 'product'; content: SavedProduct }
  | { kind: 'route'; content: SavedRoute };

export const savedKinds = [
  'consignee',
  'product',
  'route',
] as const satisfies readonly SavedEntry['kind'][];

/** Entries that an exporter may keep of a kind. */
export const savedAtMost = 500;
