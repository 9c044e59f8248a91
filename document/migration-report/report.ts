import { canonicalJson } from '../../domain/certificate/canonical.ts';
import type { BatchFigures, BatchPhase } from '../../domain/migration/batch.ts';
import { exportFiles } from '../../domain/migration/export-file.ts';

/** What the reconciliation of a batch says: the same figures give the same report, to the byte. */
export type MigrationReport = {
  version: 1;
  batch: { id: string; number: number; phase: BatchPhase; round: number };
  export: { source: string; cutOff: string; sha256: string };
  figures: BatchFigures;
  documents: { sha256: string; listed: number; taken: number; refused: Record<string, number> };
  /** The two who accepted it, and when; null before that. */
  accepted: { at: string; by: string; with: string } | null;
};

export const reportFiles = ['report.json', 'report.html', 'report.pdf'] as const;
export type ReportFile = (typeof reportFiles)[number];

/** The report for programs, and what its hash is taken of. */
export const reportJson = (report: MigrationReport): string => `${canonicalJson(report)}\n`;

/** One table of the report; the first row names the columns. */
export type ReportTable = { title: string; rows: readonly (readonly string[])[] };

const count = (figure: number) => figure.toLocaleString('en-IN');
const byName = (figures: Record<string, number>): string[][] =>
  Object.entries(figures)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, figure]) => [name, count(figure)]);

function filesTable({ figures }: MigrationReport): ReportTable {
  const rows = exportFiles.map((file) => {
    const { sent, taken, repaired, skipped, rejected } = figures.files[file];
    const adds = sent === taken + skipped + rejected ? 'yes' : 'NO';
    return [file, ...[sent, taken, repaired, skipped, rejected].map(count), adds];
  });
  const head = ['File', 'Sent', 'Taken', 'Repaired', 'Skipped', 'Rejected', 'Adds up'];
  return {
    title: 'Rows: what the manifest says was sent, and what became of it',
    rows: [head, ...rows],
  };
}

const totals = ({ figures }: MigrationReport): ReportTable => ({
  title: 'What is here',
  rows: [
    ['Of', 'Count'],
    ['Exporters', count(figures.exporters)],
    ['Certificates', count(figures.certificates)],
    ['of these superseded', count(figures.supersededCertificates)],
    ['of these cancelled', count(figures.cancelledCertificates)],
    ['of these repaired', count(figures.repairedCertificates)],
    ['Items', count(figures.items)],
    ['Wallets', count(figures.wallets)],
    ['Balance of the wallets, in paise', count(figures.walletBalancePaise)],
  ],
});

const ledger = ({
  figures: { walletBalancePaise, ledger: own },
}: MigrationReport): ReportTable => ({
  title: 'The ledger',
  rows: [
    ['Account', 'Paise'],
    ['Balances as they were sent', count(walletBalancePaise)],
    ['In suspense', count(own.suspensePaise)],
    ["Moved into exporters' wallets", count(own.walletsPaise)],
    ['Sum of all accounts of the ledger', count(own.trialBalancePaise)],
  ],
});

function rejects({ figures }: MigrationReport): ReportTable {
  const rows = Object.entries(figures.rejects).flatMap(([record, reasons]) =>
    Object.entries(reasons ?? {}).map(([reason, figure]) => [record, reason, count(figure)]),
  );
  const none = rows.length === 0 ? [['none', '', '0']] : rows;
  return { title: 'Rejected', rows: [['Record', 'Reason', 'Rows'], ...none] };
}

function documents({ documents: { listed, taken, refused } }: MigrationReport): ReportTable {
  const rows = [
    ['Listed', count(listed)],
    ['Taken', count(taken)],
  ];
  const refusals = byName(refused).map(([why, figure]) => [`Refused: ${why}`, figure ?? '']);
  return { title: 'Documents', rows: [['Of', 'Count'], ...rows, ...refusals] };
}

const inputs = ({
  figures,
  documents: listed,
  export: { sha256 },
}: MigrationReport): ReportTable => ({
  title: 'The inputs, by SHA-256',
  rows: [
    ['Input', 'SHA-256'],
    ['the export', sha256],
    ...exportFiles.map((file) => [file, figures.files[file].sha256]),
    ...(listed.listed > 0 ? [['the documents that are listed', listed.sha256]] : []),
  ],
});

/** The tables of the report, in the order in which it shows them. */
export const reportTables = (report: MigrationReport): readonly ReportTable[] => [
  filesTable(report),
  totals(report),
  {
    title: 'Certificates by agency',
    rows: [['Agency', 'Certificates'], ...byName(report.figures.certificatesByAgency)],
  },
  {
    title: 'Certificates by scheme',
    rows: [['Scheme', 'Certificates'], ...byName(report.figures.certificatesByScheme)],
  },
  {
    title: 'FOB by currency, in minor units',
    rows: [['Currency', 'Minor units'], ...byName(report.figures.fobMinorUnitsByCurrency)],
  },
  ledger(report),
  rejects(report),
  documents(report),
  inputs(report),
];

/** What stands above the tables. */
export function reportHead(report: MigrationReport): readonly string[] {
  const { batch, accepted, figures } = report;
  const { source, cutOff } = report.export;
  const agreed = accepted
    ? `Accepted at ${accepted.at} (UTC) by ${accepted.by} and ${accepted.with}.`
    : `Not accepted: it stands at ${batch.phase}.`;
  const verdict =
    figures.disagreements.length === 0
      ? 'Everything adds up: rows in are rows taken, skipped and rejected, to the row and to the paisa.'
      : 'It does NOT add up:';
  return [
    `Batch ${batch.number} (${batch.id}), round ${batch.round}.`,
    `The export of ${source}, until ${cutOff}.`,
    agreed,
    verdict,
    ...figures.disagreements,
  ];
}

export const reportTitle = 'Reconciliation of a migration';
