/** The six files of an export of the earlier platform, in the order in which they are loaded. */
export const exportFiles = [
  'offices.psv',
  'exporters.psv',
  'certificates.psv',
  'items.psv',
  'wallets.psv',
  'wallet_txns.psv',
] as const;
export type ExportFile = (typeof exportFiles)[number];

/** The column names in the first line of each file. */
export const exportColumns: Record<ExportFile, readonly string[]> = {
  'offices.psv': ['AGENCY', 'OFFICE', 'NAME'],
  'exporters.psv': ['IEC', 'FIRM_NAME', 'EMAIL', 'MOBILE', 'GSTIN', 'STATE', 'CREATED_ON'],
  'certificates.psv': [
    ...['CERT_NO', 'APPLN_NO', 'APPLN_DATE', 'ISSUE_DATE', 'AGENCY', 'OFFICE', 'SCHEME', 'IEC'],
    ...['CONSIGNEE', 'DEST', 'INVOICE_NO', 'INVOICE_DATE', 'FOB_CUR', 'FOB_VALUE', 'STATUS'],
    ...['PARENT_CERT_NO', 'OFFICER'],
  ],
  'items.psv': [
    ...['CERT_NO', 'SERIAL', 'HS', 'DESCRIPTION', 'QTY', 'UQC', 'WEIGHT_KG', 'CRITERION'],
  ],
  'wallets.psv': ['WALLET_ID', 'IEC', 'AGENCY', 'OFFICE', 'BALANCE_RS', 'AS_ON'],
  'wallet_txns.psv': ['TXN_ID', 'WALLET_ID', 'TXN_DATE', 'TYPE', 'AMOUNT_RS', 'REF'],
};

/** What a row of each file is called in reports: the keys of `rejects`. */
export const recordOf = {
  'offices.psv': 'offices',
  'exporters.psv': 'exporters',
  'certificates.psv': 'certificates',
  'items.psv': 'items',
  'wallets.psv': 'wallets',
  'wallet_txns.psv': 'transactions',
} as const satisfies Record<ExportFile, string>;
export type RecordKind = (typeof recordOf)[ExportFile];

/** What a manifest says of one file: rows without the header, SHA-256 in hex. */
export type ManifestEntry = { rows: number; sha256: string };

/** What the earlier platform says that it sent. `cutOff` is the last day that the export covers. */
export type Manifest = {
  source: string;
  cutOff: string;
  files: Record<ExportFile, ManifestEntry>;
};

/** Longest record that is read, in bytes, its line end included. */
export const longestRecord = 64 * 1024;
/** Largest manifest that is read, in bytes. */
export const largestManifest = 64 * 1024;
