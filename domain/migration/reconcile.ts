import type { BatchFigures, FileCounts } from './batch.ts';
import { type ExportFile, exportFiles } from './export-file.ts';

/** What is not as it must be before a batch is accepted, in sentences. */
export function disagreementsOf(
  files: BatchFigures['files'],
  found: {
    itemsAstray: number;
    walletPaise: number;
    ledger: BatchFigures['ledger'];
    /** Offices whose suspense account is not the sum of their wallets. */
    officesAstray: readonly string[];
    /** Where the money of the wallets has to be. */
    money: 'suspense' | 'wallets' | 'nowhere';
  },
): string[] {
  const { ledger, walletPaise, money } = found;
  const expected = {
    suspensePaise: money === 'suspense' ? walletPaise : 0,
    walletsPaise: money === 'wallets' ? walletPaise : 0,
  };
  return [
    ...exportFiles.flatMap((file) => rowsAstray(file, files[file])),
    ...(found.itemsAstray > 0 ? [`${found.itemsAstray} items have no certificate on record.`] : []),
    ...(ledger.suspensePaise === expected.suspensePaise
      ? []
      : [
          `The suspense accounts hold ${ledger.suspensePaise} paise, not ${expected.suspensePaise}.`,
        ]),
    ...(ledger.walletsPaise === expected.walletsPaise
      ? []
      : [
          `Exporters' wallets were given ${ledger.walletsPaise} paise, not ${expected.walletsPaise}.`,
        ]),
    ...found.officesAstray.map(
      (office) => `The suspense account of ${office} is not its wallets' sum.`,
    ),
    ...(ledger.trialBalancePaise === 0
      ? []
      : [`The accounts of the ledger add up to ${ledger.trialBalancePaise} paise, not to zero.`]),
  ];
}

function rowsAstray(file: ExportFile, counts: FileCounts): string[] {
  const { sent, taken, skipped, rejected } = counts;
  const ended = taken + skipped + rejected;
  if (ended === sent) return [];
  return [
    `Of ${file} ${sent} rows were sent, but ${ended} are accounted for: ${taken} taken, ${skipped} skipped, ${rejected} rejected.`,
  ];
}
