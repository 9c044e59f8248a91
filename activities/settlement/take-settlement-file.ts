import { v7 as uuid } from 'uuid';
import type { Transaction } from '../../db/database.ts';
import { bookIn } from '../../db/queries/money/ledger/ledger.ts';
import {
  findSettlingMerchant,
  type SettlingMerchant,
} from '../../db/queries/money/settlement/due.ts';
import {
  findSettlementFile,
  insertLineDifferences,
  insertSettlementFile,
  lockSettlement,
  markReconciled,
  type PlacedLine,
} from '../../db/queries/money/settlement/file.ts';
import { type RecordedLine, readLineFacts } from '../../db/queries/money/settlement/line-facts.ts';
import type { OfficeKey } from '../../domain/money/account.ts';
import { compareLines, settlementPosting } from '../../domain/money/settlement.ts';
import type { SettlementFile } from '../../gateways/payment/settlement.ts';
import type {
  MerchantDay,
  TakenFile,
  Waiting,
} from '../../workflows/settlement-reconciliation/contract.ts';
import { corrupt } from '../failure.ts';
import { fetchFile, type OfSettlements } from './fetch-file.ts';
import { yesterdayInIndia } from './yesterday.ts';

type Office = OfficeKey & { id: string };

/**
 * Takes a merchant's file of a day, once: keeps it, marks what it settles, lists what does not agree,
 * and books it, all in one transaction. Throws UpstreamUnavailable.
 */
export function createTakeSettlementFile(dependencies: OfSettlements) {
  const { database } = dependencies;
  return async function takeSettlementFile(input: MerchantDay): Promise<TakenFile | Waiting> {
    const { merchantId, day } = input;
    const taken = await findSettlementFile(database, merchantId, day);
    if (taken) return taken;
    const merchant = await findSettlingMerchant(database, merchantId, yesterdayInIndia());
    if (!merchant) throw corrupt(`no office has the Merchant ID ${merchantId}`);
    const fetched = await fetchFile(dependencies, input);
    if ('waiting' in fetched) return fetched;
    return database.transaction(async (own) => {
      await lockSettlement(own, merchantId);
      const meanwhile = await findSettlementFile(own, merchantId, day);
      return meanwhile ?? take(own, merchant, fetched.file);
    });
  };
}

/** A line is booked where its order is; what is nobody's order, or another's, where the file came. */
const placeOf = (line: RecordedLine | undefined, own: Office): Office =>
  (line?.known?.isOwn && line.office) || own;

async function take(
  own: Transaction,
  { merchantId, officeId, agency, office }: SettlingMerchant,
  { day, sha256, raw, lines }: SettlementFile,
): Promise<TakenFile> {
  const home = { id: officeId, agency, office };
  const facts = await readLineFacts(own, merchantId, lines);
  const factsOf = new Map(facts.map((one) => [one.number, one]));
  const compared = compareLines(lines, facts);
  const placed = compared.map((line): PlacedLine => {
    const known = factsOf.get(line.number);
    const { iec = null, disputeId = null } = known ?? {};
    return { ...line, iec, disputeId, officeId: placeOf(known, home).id };
  });
  const matched = compared.filter(({ verdict }) => verdict === 'matched');
  const sum = (of: (line: PlacedLine) => number) => placed.reduce((all, line) => all + of(line), 0);
  const file = {
    id: uuid(),
    merchantId,
    day,
    officeId,
    sha256,
    raw,
    lineCount: lines.length,
    matchedCount: matched.length,
    netPaise: sum(({ netPaise }) => netPaise),
    chargesPaise: sum(({ chargesPaise, taxPaise }) => chargesPaise + taxPaise),
    takenAt: new Date(),
  };
  await insertSettlementFile(own, file, placed);
  await markReconciled(own, merchantId, placed, file.takenAt);
  await insertLineDifferences(own, file, placed);
  const offices = new Map(
    facts.map((one) => placeOf(one, home)).map((place) => [place.id, place] as const),
  );
  const bookings = [...offices.values()].flatMap((place) => {
    const posting = settlementPosting(
      place,
      placed.filter((line) => line.officeId === place.id),
    );
    const key = `settlement/${merchantId}/${day}/${place.id}`;
    return posting ? [{ key, applicationId: null, posting }] : [];
  });
  if (bookings.length > 0) await bookIn(own, bookings);
  return { lines: lines.length, matched: matched.length };
}
