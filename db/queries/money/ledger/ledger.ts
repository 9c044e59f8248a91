import { DrizzleQueryError, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { v7 as uuid } from 'uuid';
import type { Posting } from '../../../../domain/money/posting.ts';
import type { Database, Fragment, Transaction } from '../../../database.ts';

/** One movement per key, such as `<applicationId>/hold-fee`, however often it is asked for. */
export type Booking = {
  key: string;
  applicationId: string | null;
  posting: Posting;
  /** The key of the hold that this one takes or gives back, whole: each is resolved once at most. */
  resolves?: string;
};

/** Bookings as the database's function `book` takes them. */
const bookingsJson = (bookings: Booking[]) =>
  JSON.stringify(
    bookings.map(({ key, applicationId, posting, resolves }) => ({
      id: uuid(),
      key,
      kind: posting.kind,
      application_id: applicationId,
      resolves,
      entries: posting.entries.map(({ account, amountPaise }) => ({
        account,
        amount: String(amountPaise),
      })),
    })),
  );

/**
 * Books postings, in their order, in a transaction of their own; gives how many were not booked
 * before. All or none: see `isOverdraft` and `isResolvedBefore`. A key that stands for another
 * movement already is an error.
 */
export async function book(database: Database, bookings: Booking[]): Promise<number> {
  const [row] = await database.$client<{ fresh: number }[]>`
    select book(${bookingsJson(bookings)}) as fresh`;
  return row?.fresh ?? 0;
}

/** The same as the last act of a transaction; one to a transaction, so that no two wait for each other. */
export async function bookIn(own: Transaction, bookings: Booking[]): Promise<void> {
  await own.execute(sql`select book(${bookingsJson(bookings)})`);
}

/** The same as part of a case's step; one to a step, so that no two wait for each other. */
export const booking = ({ $client: client }: Database, bookings: Booking[]): Fragment =>
  client`select book(${bookingsJson(bookings)}) from moved`;

/** The same for what ends a hold, where that was booked at all; nothing is written where it was not. */
export const bookingOfHeld = (
  { $client: client }: Database,
  end: Booking & { resolves: string },
): Fragment => client`
  select book(${bookingsJson([end])}) from moved
  where exists (select from ledger_transaction where key = ${end.resolves})`;

/** Drizzle wraps what the driver throws. */
const broke = (error: unknown, constraint: string): boolean =>
  error instanceof postgres.PostgresError
    ? error.constraint_name === constraint
    : error instanceof DrizzleQueryError && broke(error.cause, constraint);

/** Whether a booking failed because a wallet holds less; nothing is written then. */
export const isOverdraft = (error: unknown): boolean => broke(error, 'wallet_never_negative');

/** Whether a booking failed because its hold is taken or given back already; nothing is written then. */
export const isResolvedBefore = (error: unknown): boolean =>
  broke(error, 'ledger_transaction_resolves');
