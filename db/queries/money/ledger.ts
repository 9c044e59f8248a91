import postgres from 'postgres';
import { v7 as uuid } from 'uuid';
import type { Posting } from '../../../domain/money/posting.ts';
import type { Database, Fragment } from '../../database.ts';

/** Such as `<applicationId>/hold-fee`: one movement per key, however often it is asked for. */
export type Booking = { key: string; applicationId: string | null; posting: Posting };

/** Bookings as the database's function `book` takes them. */
const bookingsJson = (bookings: Booking[]) =>
  JSON.stringify(
    bookings.map(({ key, applicationId, posting }) => ({
      id: uuid(),
      key,
      kind: posting.kind,
      application_id: applicationId,
      entries: posting.entries.map(({ account, amountPaise }) => ({
        account,
        amount: String(amountPaise),
      })),
    })),
  );

/**
 * Books postings, in their order, in a transaction of their own; gives how many were not booked
 * before. All or none: see `isOverdraft`.
 */
export async function book(database: Database, bookings: Booking[]): Promise<number> {
  const [row] = await database.$client<{ fresh: number }[]>`
    select book(${bookingsJson(bookings)}) as fresh`;
  return row?.fresh ?? 0;
}

/** The same as part of a case's step. */
export const booking = ({ $client: client }: Database, bookings: Booking[]): Fragment =>
  client`select book(${bookingsJson(bookings)}) from moved`;

/** Whether a booking failed because a wallet holds less; nothing is written then. */
export const isOverdraft = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.constraint_name === 'wallet_never_negative';
