import type { Database, Fragment } from '../../database.ts';

export type NumberWanted = {
  applicationId: string;
  officeId: string;
  year: number;
  /** Writes a serial as that office's certificate number (`domain/certificate/numbering.ts`). */
  format: (serial: number) => string;
};

type Numbered = { number: string; serial: number };
type Candidate = Numbered & { year: number; what: 'held' | 'free' | 'last' };

/**
 * Reserves the office's next number for a case, or gives the one that it holds already.
 * A number that an earlier case gave back is taken first, so that the issued series has no gap.
 * A case that holds a number of another year gives that one back. Of two cases that reach for the
 * same number the register's keys let one have it; the other looks again.
 */
export async function reserveNumber(database: Database, wanted: NumberWanted): Promise<Numbered> {
  for (;;) {
    const candidates = await listCandidates(database, wanted);
    const held = candidates.find(({ what }) => what === 'held');
    if (held?.year === wanted.year) return { number: held.number, serial: held.serial };
    if (held) await giveBack(database, wanted.applicationId);
    const free = candidates.find(({ what }) => what === 'free');
    const last = candidates.find(({ what }) => what === 'last');
    const taken = free
      ? await takeFree(database, wanted.applicationId, free)
      : await takeNew(database, wanted, (last?.serial ?? 0) + 1);
    if (taken) return taken;
  }
}

function listCandidates(
  { $client: client }: Database,
  { applicationId, officeId, year }: NumberWanted,
): Promise<Candidate[]> {
  return client<Candidate[]>`
    select 'held' as what, number, serial, year from certificate_number
    where application_id = ${applicationId}
    union all (
      select 'free', number, serial, year from certificate_number
      where office_id = ${officeId} and year = ${year} and application_id is null
      order by serial limit 1)
    union all (
      select 'last', number, serial, year from certificate_number
      where office_id = ${officeId} and year = ${year}
      order by serial desc limit 1)`;
}

async function takeFree(
  { $client: client }: Database,
  applicationId: string,
  { number, serial }: Numbered,
): Promise<Numbered | null> {
  const taken = await client`
    update certificate_number set application_id = ${applicationId}
    where number = ${number} and application_id is null
    returning number`;
  return taken.length === 1 ? { number, serial } : null;
}

async function takeNew(
  { $client: client }: Database,
  { applicationId, officeId, year, format }: NumberWanted,
  serial: number,
): Promise<Numbered | null> {
  const number = format(serial);
  const taken = await client`
    insert into certificate_number (office_id, year, serial, number, application_id)
    values (${officeId}, ${year}, ${serial}, ${number}, ${applicationId})
    on conflict do nothing
    returning number`;
  return taken.length === 1 ? { number, serial } : null;
}

async function giveBack({ $client: client }: Database, applicationId: string): Promise<void> {
  await client`
    update certificate_number set application_id = null
    where application_id = ${applicationId} and issued_at is null`;
}

/** A case ends without a certificate: its number goes to the office's next case. */
export const numberGivenBack = ({ $client: client }: Database): Fragment => client`
  update certificate_number set application_id = null from moved
  where application_id = moved.id and issued_at is null
  returning number`;
