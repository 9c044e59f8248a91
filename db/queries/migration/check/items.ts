import { type Checking, note, reasonsByRank } from './checking.ts';
import { notRefused } from './keyed.ts';

const file = 'items.psv';

/**
 * Finds the certificates of items for which none was known as they were read: of rows with one number
 * the first, in a later round also one that the batch has brought before.
 */
export async function findOwners({ own, batch, round }: Checking): Promise<void> {
  const ownerless = own`select line, number from staged_item where odd and number is not null`;
  await note(own, 'ownerless', ownerless);
  const owners = own`
    select o.line, s.line as owner from ownerless o
    left join (select line, number from staged_certificate
      where number in (select number from ownerless) and number <> ''
        and line not in (select line from repeated where line <> head)) s on s.number = o.number`;
  await note(own, 'found_owner', owners);
  // Looked up by its line, each: nothing else is read of the items.
  await own`
    update staged_item i set owner = found_owner.owner from found_owner
    where i.line = found_owner.line and i.line = any (array(select line from found_owner))`;
  if (round === 0) return;
  await own`insert into staged_itemless select line from staged_certificate on conflict do nothing`;
  await own`
    update staged_item i set owner = f.line from legacy_certificate f
    where f.number = i.number and f.batch = ${batch}`;
}

/** Decides on items of certificates that the batch has brought in a round before. */
export async function compareItemsWithRecord({ own, batch }: Checking): Promise<void> {
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${file}, i.line, false, i.number, (${reasonsByRank}::text[])[i.fault + 1], i.value
    from staged_item i join legacy_certificate f on f.id = (${batch}::bigint << 32) + i.owner
    where i.fault is not null`;
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${file}, i.line, ${isSame(own, 'f')}, i.number,
      case when ${isSame(own, 'f')} then null else 'number-conflict' end, i.serial
    from staged_item i
    join legacy_item f on f.certificate_id = (${batch}::bigint << 32) + i.owner and f.serial = i.serial
    where i.fault is null`;
}

/** Whether an item `i` says what another says. */
export const isSame = (own: Checking['own'], other: string) => own`
  (i.hs, i.description, i.quantity, i.unit, i.weight_kg, i.criterion)
    is not distinct from (${own(other)}.hs, ${own(other)}.description, ${own(other)}.quantity,
      ${own(other)}.unit, ${own(other)}.weight_kg, ${own(other)}.criterion)`;

/** Decides on items, once their certificates are decided on. */
export async function checkItems({ own }: Checking): Promise<void> {
  await own`
    insert into staged_heir (head, line)
    select r.head, min(r.line) from repeated r where ${notRefused(own, 'certificates.psv', 'r')}
    group by r.head having min(r.line) <> r.head`;
  const lost = own`
    select coalesce(r.head, gone.line) as head, bool_or(gone.skipped) as skipped,
      min(gone.key) as number
    from staged_refusal gone left join repeated r on r.line = gone.line
    where gone.file = 'certificates.psv' and not exists (
      select from repeated other where other.head = r.head
        and ${notRefused(own, 'certificates.psv', 'other')})
    group by 1`;
  await note(own, 'lost', lost);
  const jumbled = own`
    select distinct owner from staged_item where odd and fault is null and owner is not null`;
  await note(own, 'jumbled', jumbled);
  // Both are asked of millions: once.
  const ofEither = own`
    select i.* from staged_item i
    where i.owner in (select head from lost union select owner from jumbled)`;
  await note(own, 'doubtful_item', ofEither);
  await own`
    insert into staged_refusal (file, line, skipped, key, value)
    select ${file}, i.line, lost.skipped, coalesce(i.number, lost.number), i.value
    from lost join doubtful_item i on i.owner = lost.head
    on conflict do nothing`;
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${file}, i.line, false, i.number, ${'certificate-missing'}, i.number from staged_item i
    where i.odd and i.owner is null`;
  await compareSerials(own);
}

/**
 * Items of one certificate with the same serial number: equal ones come in once. Where no item is odd,
 * they are numbered upwards.
 */
async function compareSerials(own: Checking['own']): Promise<void> {
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    with candidate as (
      select i.* from doubtful_item i
      join jumbled on jumbled.owner = i.owner where ${notRefused(own, file, 'i')}
    ), taken as (
      select distinct on (owner, serial) * from candidate order by owner, serial, line
    )
    select ${file}, i.line, ${isSame(own, 'taken')}, coalesce(i.number, c.number),
      case when ${isSame(own, 'taken')} then null else 'number-conflict' end, i.serial
    from candidate i join taken on taken.owner = i.owner
      and taken.serial = i.serial and taken.line < i.line
    left join staged_certificate c on c.line = i.owner`;
}
