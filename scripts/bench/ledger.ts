import { v7 as uuid } from 'uuid';
import { type Database, openDatabase } from '../../db/database.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { holdFee, openingBalance } from '../../domain/money/posting.ts';
import type { Stack } from '../stack/stack.ts';
import { compared, type Measurement, median, throughput } from './measurement.ts';
import { benchStatement } from './statement.ts';

/** As many at once as the worker and the API have connections together. */
const width = 20;

/**
 * All postings of an office go through its one account of held fees, one after another, so the number
 * of offices says how often two wait for each other. There are some 125 agencies, most with several
 * offices, and 7,000 certificates a day, three postings each: one posting in four seconds. Twenty
 * at once, each for one of 250 offices by chance, meet far more often than that.
 */
const officeCount = 250;
const perRound = 4000;
const rounds = 5;

/** What the ledger promises about speed: bookings a second, and pages of a statement at any size. */
export async function benchLedger(stack: Stack): Promise<Measurement[]> {
  return [await benchPostings(stack), await benchStatement(stack)];
}

/** Holding fees through book(), against bare inserts of as many rows, each time in one transaction. */
async function benchPostings(stack: Stack): Promise<Measurement> {
  const database = openDatabase(stack.databaseUrl, { max: width });
  try {
    const offices = Array.from({ length: officeCount }, (_, number) => ({
      ...{ iec: 'AAACS7302F', agency: 'BENCH', office: `OFFICE-${number}` },
    }));
    const filled = offices.map((payer) => ({
      key: uuid(),
      applicationId: null,
      posting: openingBalance({ ...payer, paise: 1_000_000_000 }),
    }));
    await book(database, filled);
    await makeBareTables(database);
    const postings = (count: number) =>
      throughput(count, width, async () => {
        const payer = offices[anyOffice()];
        if (!payer) return;
        const posting = holdFee({ ...payer, paise: 1 });
        await book(database, [{ key: uuid(), applicationId: uuid(), posting }]);
      });
    const inserts = (count: number) => throughput(count, width, () => insertBare(database));
    await postings(perRound);
    await inserts(perRound);
    const value: number[] = [];
    const baseline: number[] = [];
    for (let round = 0; round < rounds; round++) {
      baseline.push(await inserts(perRound));
      value.push(await postings(perRound));
    }
    const figures = { value: median(value), baseline: median(baseline) };
    return compared('postings', 'a second', figures, { sign: '>=', ratio: 0.5 });
  } finally {
    await database.$client.end();
  }
}

/**
 * The ledger's tables with their indexes, and nothing that watches over them. A posting writes five
 * rows: the movement, its two entries, and both accounts' rows anew, which are inserts here.
 */
async function makeBareTables({ $client: client }: Database): Promise<void> {
  await client`create table bare_transaction (like ledger_transaction including indexes)`;
  await client`create table bare_entry (like ledger_entry including indexes)`;
  await client`create table bare_account (like ledger_account including indexes)`;
}

async function insertBare({ $client: client }: Database): Promise<void> {
  const id = uuid();
  const account = `exporter-wallet/AAACS7302F/BENCH/OFFICE-${anyOffice()}`;
  await client`
    with added as (
      insert into bare_transaction (id, key, kind, application_id, entry_count, at)
      values (${id}, ${uuid()}, 'hold-fee', ${uuid()}, 2, now())
    ), moved as (
      insert into bare_account (id, balance_paise, version)
      values (${`${account}/${nextVersion()}`}, -1, 1), (${`${account}/${nextVersion()}`}, 1, 1)
    )
    insert into bare_entry
      (account_id, account_version, transaction_id, amount_paise, previous_balance_paise, balance_paise, entry_number)
    values (${account}, ${nextVersion()}, ${id}, -1, 1, 0, 1),
      (${account}, ${nextVersion()}, ${id}, 1, 0, 1, 2)`;
}

const anyOffice = () => Math.floor(Math.random() * officeCount);

let version = 0;
const nextVersion = () => String(version++);
