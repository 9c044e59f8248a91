import { certificateColumns, readCertificateRow } from './certificate-row.ts';
import type { ExportFile } from './export-file.ts';
import { itemColumns, readItemRow } from './item-row.ts';
import { exporterColumns, officeColumns, readExporterRow, readOfficeRow } from './party-row.ts';
import type { StagedRow } from './staged-row.ts';
import type { Tidying } from './tidy.ts';
import {
  readTransactionRow,
  readWalletRow,
  transactionColumns,
  walletColumns,
} from './wallet-row.ts';

/** How a file's rows are read, and where they are staged. */
export type Staging = {
  table: string;
  columns: readonly string[];
  /** Columns before them, for what is known of a row by those before it. */
  marks: readonly string[];
  /** Reads the fields of a row; what is repaired by reading them is noted in `tidying`. */
  read: (fields: readonly string[], tidying: Tidying) => StagedRow;
};

export const stagings: Record<ExportFile, Staging> = {
  'offices.psv': { table: 'staged_office', columns: officeColumns, marks: [], read: readOfficeRow },
  'exporters.psv': {
    table: 'staged_exporter',
    columns: exporterColumns,
    marks: [],
    read: readExporterRow,
  },
  'certificates.psv': {
    table: 'staged_certificate',
    columns: certificateColumns,
    marks: ['again'],
    read: readCertificateRow,
  },
  'items.psv': {
    table: 'staged_item',
    columns: itemColumns,
    marks: ['owner', 'odd'],
    read: readItemRow,
  },
  'wallets.psv': { table: 'staged_wallet', columns: walletColumns, marks: [], read: readWalletRow },
  'wallet_txns.psv': {
    table: 'staged_transaction',
    columns: transactionColumns,
    marks: [],
    read: readTransactionRow,
  },
};
