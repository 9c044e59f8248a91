import { type Checking, reasonsByRank } from './checking.ts';
import { notRefused } from './keyed.ts';

const file = 'items.psv';

/** Finds the certificate that each item belongs to: of rows with one number, the first. */
export async function findOwners({ own, batch }: Checking): Promise<void> {
  await own`
    insert into staged_item_owner (line, serial, certificate_id)
    select i.line, i.serial, (${batch}::bigint << 32) + s.line
    from staged_item i join staged_certificate s on s.number = i.number
    where i.number <> '' and not exists (
      select from repeated r where r.line = s.line and r.line <> r.head)`;
}

/** The same for items of certificates that the batch itself has brought in a round before. */
export async function findOwnersOnRecord({ own, batch }: Checking): Promise<void> {
  await own`
    insert into staged_item_owner (line, serial, certificate_id)
    select i.line, i.serial, f.id from staged_item i
    join legacy_certificate f on f.number = i.number and f.batch = ${batch}
    on conflict (line) do update set certificate_id = excluded.certificate_id`;
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${file}, i.line, false, i.number, (${reasonsByRank}::text[])[i.fault + 1], i.value
    from staged_item i join staged_item_owner owned on owned.line = i.line
    join legacy_certificate f on f.id = owned.certificate_id
    where i.fault is not null`;
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${file}, i.line, ${isSame(own, 'f')}, i.number,
      case when ${isSame(own, 'f')} then null else 'number-conflict' end, i.serial
    from staged_item i join staged_item_owner owned on owned.line = i.line
    join legacy_item f on f.certificate_id = owned.certificate_id and f.serial = owned.serial
    where i.fault is null`;
}

const isSame = (own: Checking['own'], other: string) => own`
  (i.hs, i.description, i.quantity, i.unit, i.weight_kg, i.criterion)
    is not distinct from (${own(other)}.hs, ${own(other)}.description, ${own(other)}.quantity,
      ${own(other)}.unit, ${own(other)}.weight_kg, ${own(other)}.criterion)`;

/** Decides on items, once their certificates are decided on. */
export async function checkItems({ own, batch }: Checking): Promise<void> {
  await own`
    update staged_item_owner owned set certificate_id = (${batch}::bigint << 32) + taken.line
    from (select r.head, min(r.line) as line from repeated r
      where ${notRefused(own, 'certificates.psv', 'r')} group by r.head) taken
    where owned.certificate_id = (${batch}::bigint << 32) + taken.head and taken.line <> taken.head`;
  await own`
    insert into staged_refusal (file, line, skipped, key, value)
    select ${file}, i.line, lost.skipped, i.number, i.value
    from (
      select coalesce(r.head, gone.line) as head, bool_or(gone.skipped) as skipped
      from staged_refusal gone left join repeated r on r.line = gone.line
      where gone.file = 'certificates.psv' and not exists (
        select from repeated other where other.head = r.head
          and ${notRefused(own, 'certificates.psv', 'other')})
      group by 1
    ) lost
    join staged_item_owner owned on owned.certificate_id = (${batch}::bigint << 32) + lost.head
    join staged_item i on i.line = owned.line
    on conflict do nothing`;
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${file}, i.line, false, i.number, ${'certificate-missing'}, i.number from staged_item i
    where not exists (select from staged_item_owner owned where owned.line = i.line)`;
  await compareSerials(own);
}

/** Items of one certificate with the same serial number: equal ones come in once. */
async function compareSerials(own: Checking['own']): Promise<void> {
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    with doubtful as (
      -- Serials up to 62 leave one bit each: so millions are told apart in one pass.
      select certificate_id from staged_item_owner group by certificate_id
      having bool_or(serial > 62)
        or count(*) <> bit_count(bit_or(1::bigint << least(serial, 62))::bit(64))
    ), candidate as (
      select i.*, owned.certificate_id from staged_item_owner owned
      join doubtful on doubtful.certificate_id = owned.certificate_id
      join staged_item i on i.line = owned.line where ${notRefused(own, file, 'i')}
    ), taken as (
      select distinct on (certificate_id, serial) * from candidate
      order by certificate_id, serial, line
    )
    select ${file}, i.line, ${isSame(own, 'taken')}, i.number,
      case when ${isSame(own, 'taken')} then null else 'number-conflict' end, i.serial
    from candidate i join taken on taken.certificate_id = i.certificate_id
      and taken.serial = i.serial and taken.line < i.line`;
}
