import { agencies, officesByAgency } from './catalogue.ts';
import { type Expected, expectReject } from './expected.ts';
import { exporterFor } from './exporters.ts';
import { openPsvFile, type PsvFile } from './psv-file.ts';
import { amount, dayOf, happens, padded, streamOf, writtenDay } from './written.ts';

const walletColumns = 'WALLET_ID IEC AGENCY OFFICE BALANCE_RS AS_ON'.split(' ');
const movementColumns = 'TXN_ID WALLET_ID TXN_DATE TYPE AMOUNT_RS REF'.split(' ');
const asOn = writtenDay(dayOf(2024, 12, 20));
const faults = ['balance-mismatch', 'balance-negative', 'exporter-unknown'] as const;

/** Writes wallets with their movements, faults among them; gives the files to close. */
export function writeWallets(
  folder: string,
  { seed, dirt }: { seed: number; dirt: number },
  iecs: readonly string[],
  expected: Expected,
): PsvFile[] {
  const wallets = openPsvFile(folder, 'wallets.psv', walletColumns);
  const movements = openPsvFile(folder, 'wallet_txns.psv', movementColumns);
  const random = streamOf(seed, 3);
  let movementCount = 0;

  const writeMovements = (walletId: string): number => {
    let balance = 0;
    for (let left = 1 + random.below(8); left > 0; left -= 1) {
      const isCredit = balance < 50_000 || happens(random, 0.4);
      const wanted = isCredit
        ? 10_000 + random.below(490_000)
        : Math.min(random.pick([20_000, 35_000]), balance);
      balance += isCredit ? wanted : -wanted;
      movementCount += 1;
      movements.row([
        `T${padded(movementCount, 9)}`,
        walletId,
        writtenDay(dayOf(2020, 1, 1) + random.below(1800)),
        isCredit ? 'CR' : 'DR',
        amount(wanted),
        isCredit ? 'TOPUP' : 'FEE',
      ]);
    }
    return balance;
  };

  const count = Math.max(5, Math.floor(iecs.length / 2));
  for (let index = 0; index < count; index += 1) {
    const walletId = `W${padded(index, 7)}`;
    const iec = exporterFor(random, iecs, 2 * index);
    const agency = random.pick(agencies);
    const office = random.pick<string>(officesByAgency[agency]);
    const balance = writeMovements(walletId);
    const fault = happens(random, dirt) ? random.pick(faults) : null;
    const holder = fault === 'exporter-unknown' ? 'ZZZPZ0000Z' : iec;
    const claimed = claimedBalance(fault, balance);
    wallets.row([walletId, holder, agency, office, amount(claimed), asOn]);
    if (fault) {
      expectReject(expected, 'wallets', fault);
    } else {
      expected.wallets += 1;
      expected.walletBalancePaise += balance;
    }
  }
  return [wallets, movements];
}

function claimedBalance(fault: (typeof faults)[number] | null, balance: number): number {
  if (fault === 'balance-mismatch') return balance + 100;
  return fault === 'balance-negative' ? -balance - 1 : balance;
}
