import type { Database } from '../../db/database.ts';
import {
  asStaged,
  type CertificateGroup,
  countCertificates,
  countItems,
  countRejects,
  countRows,
  countSuperseded,
  onRecord,
  type RejectGroup,
  type RowCount,
  sumWallets,
} from '../../db/queries/migration/figures.ts';
import { listSuspenseDifferences, sumLedger } from '../../db/queries/migration/wallets.ts';
import type { BatchFigures } from '../../domain/migration/batch.ts';
import { type ExportFile, exportFiles, recordOf } from '../../domain/migration/export-file.ts';
import { disagreementsOf } from '../../domain/migration/reconcile.ts';
import type { ReadBatch } from './of-batch.ts';

/** Where the money of a batch's wallets has to be. */
export type MoneyAt = 'suspense' | 'wallets' | 'nowhere';

/** Counts what a batch has brought, or would bring where it is a dry run, and finds what does not agree. */
export async function countBatch(
  database: Database,
  batch: ReadBatch,
  money: MoneyAt,
): Promise<BatchFigures> {
  const { number, dryRun } = batch;
  const sql = database.$client;
  const source = dryRun ? asStaged(sql) : onRecord(sql, number);
  const { groups, items, others, supersededCertificates } = await sql.begin(async (own) => {
    // One after the other, each on a core or two: people wait for answers beside it.
    await own`set local max_parallel_workers_per_gather = 1`;
    return {
      groups: await countCertificates(own, source),
      items: await countItems(own, source),
      others: await countRows(own, source),
      supersededCertificates: await countSuperseded(own, source),
    };
  });
  const certificates = {
    taken: countOf(groups),
    repaired: groups.reduce((all, { repaired }) => all + repaired, 0),
  };
  const { astray: itemsAstray, ...itemRows } = items;
  const rows = { ...others, 'certificates.psv': certificates, 'items.psv': itemRows };
  const rejects = await countRejects(sql, number);
  const walletBalancePaise = whole(await sumWallets(sql, source));
  const sums = await sumLedger(database, number);
  const ledger = {
    suspensePaise: whole(sums.suspensePaise),
    walletsPaise: whole(sums.walletsPaise),
    trialBalancePaise: whole(sums.trialBalancePaise),
  };
  const files = filesOf(batch, rows, rejects);
  const astray = money === 'suspense' ? await listSuspenseDifferences(database, number) : [];
  return {
    exporters: rows['exporters.psv'].taken,
    certificates: rows['certificates.psv'].taken,
    items: rows['items.psv'].taken,
    fobMinorUnitsByCurrency: sumBy(
      groups,
      ({ currency }) => currency,
      (one) => whole(one.fobMinorUnits),
    ),
    wallets: rows['wallets.psv'].taken,
    walletBalancePaise,
    supersededCertificates,
    cancelledCertificates: countOf(groups.filter(({ cancelled }) => cancelled)),
    skippedDuplicates: files['certificates.psv'].skipped,
    repairedCertificates: rows['certificates.psv'].repaired,
    rejects: rejectsOf(rejects),
    files,
    certificatesByAgency: sumBy(
      groups,
      ({ agency }) => agency,
      ({ certificates }) => certificates,
    ),
    certificatesByScheme: sumBy(
      groups,
      ({ scheme }) => scheme,
      ({ certificates }) => certificates,
    ),
    ledger,
    disagreements: disagreementsOf(files, {
      itemsAstray,
      walletPaise: walletBalancePaise,
      ledger,
      officesAstray: astray.map(({ agency, office }) => `${agency} ${office}`),
      money,
    }),
  };
}

/** A sum that the database gives as text, since it may be beyond what a number holds exactly. */
function whole(digits: string): number {
  const number = Number(digits);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${digits} is too large to be exact`);
  return number;
}

const countOf = (groups: readonly CertificateGroup[]) =>
  groups.reduce((all, { certificates }) => all + certificates, 0);

function sumBy(
  groups: readonly CertificateGroup[],
  key: (group: CertificateGroup) => string,
  value: (group: CertificateGroup) => number,
): Record<string, number> {
  const sums = new Map<string, number>();
  for (const group of groups) sums.set(key(group), (sums.get(key(group)) ?? 0) + value(group));
  return Object.fromEntries([...sums].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function filesOf(
  { manifest, skipped }: ReadBatch,
  rows: Record<ExportFile, RowCount>,
  rejects: readonly RejectGroup[],
): BatchFigures['files'] {
  const counts = exportFiles.map((file) => {
    const of = (outcome: string) =>
      rejects
        .filter((group) => group.file === file && group.outcome === outcome)
        .reduce((all, group) => all + group.rows, 0);
    const { rows: sent, sha256 } = manifest.files[file];
    const skippedRows = (skipped?.[file] ?? 0) + of('skipped');
    return [file, { sent, ...rows[file], skipped: skippedRows, rejected: of('open'), sha256 }];
  });
  return Object.fromEntries(counts);
}

function rejectsOf(groups: readonly RejectGroup[]): BatchFigures['rejects'] {
  const rejects: BatchFigures['rejects'] = {};
  for (const { file, reason, outcome, rows } of groups) {
    if (outcome !== 'open' || reason === null) continue;
    const record = recordOf[file];
    rejects[record] = { ...rejects[record], [reason]: rows };
  }
  return rejects;
}
