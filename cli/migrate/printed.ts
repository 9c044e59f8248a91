import type { BatchFigures } from '../../domain/migration/batch.ts';
import { heldWords, type Migration, phaseWords } from './migration.ts';

const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Rows as columns of equal width, the first to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths =
    rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}

function figuresText(figures: BatchFigures): string[] {
  const files = Object.entries(figures.files).map(([file, one]) => [
    file,
    ...[one.sent, one.taken, one.repaired, one.skipped, one.rejected].map(grouped),
  ]);
  const rejects = Object.entries(figures.rejects).flatMap(([record, reasons]) =>
    Object.entries(reasons).map(([reason, count]) => [`${record}: ${reason}`, grouped(count)]),
  );
  const fob = Object.entries(figures.fobMinorUnitsByCurrency);
  return [
    ...columns([['', 'sent', 'taken', 'repaired', 'skipped', 'rejected'], ...files]),
    '',
    ...(rejects.length > 0 ? [...columns(rejects), ''] : []),
    ...columns([
      ['exporters', grouped(figures.exporters)],
      ['certificates', grouped(figures.certificates)],
      ['  superseded', grouped(figures.supersededCertificates)],
      ['  cancelled', grouped(figures.cancelledCertificates)],
      ...fob.map(([currency, minor]) => [`FOB in minor units, ${currency}`, grouped(minor)]),
      ['wallets', grouped(figures.wallets)],
      ['their balance in paise', grouped(figures.walletBalancePaise)],
      ['in suspense, in paise', grouped(figures.ledger.suspensePaise)],
      ['the ledger’s sum, in paise', grouped(figures.ledger.trialBalancePaise)],
    ]),
    ...figures.disagreements.map((sentence) => `DOES NOT ADD UP: ${sentence}`),
  ];
}

/** A batch for people: where it stands, what it brought, what to do next. */
export function migrationText(migration: Migration): string {
  const { id, phase, trouble, problems, figures, agreedBy, linesPerSecond } = migration;
  return [
    `Batch ${id}: ${phaseWords[phase]}${heldWords(migration)}`,
    ...(trouble === null ? [] : [`It cannot go on: ${trouble}. Then: ecoo migrate resume`]),
    ...(linesPerSecond === null ? [] : [`At most ${grouped(linesPerSecond)} lines a second.`]),
    ...problems.map(({ file, message }) => `  ${file ?? 'the export'}: ${message}`),
    ...(figures && phase !== 'undone' ? ['', ...figuresText(figures)] : []),
    ...(phase === 'reconciled' && agreedBy !== null
      ? ['', 'One operator agrees; a second one has to.']
      : []),
    '',
  ].join('\n');
}
