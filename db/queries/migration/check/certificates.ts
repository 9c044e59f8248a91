import { type Checking, lateRank, rank, reasonsByRank } from './checking.ts';
import { compareWithEachOther, compareWithRecord, type Keyed, notRefused } from './keyed.ts';

const file = 'certificates.psv';

export const certificates: Keyed = {
  ...{ file, staged: 'staged_certificate', final: 'legacy_certificate', key: ['number'] },
  content: [
    ...['applied_on', 'issued_on', 'invoice_date', 'fob_minor_units', 'application_number'],
    ...['agency', 'office', 'scheme', 'iec', 'consignee', 'destination', 'invoice_number'],
    ...['fob_currency', 'officer', 'replaces'],
  ].map((name) => [name, name] as const),
};

/** The exporters and offices that are known: those that come in, and those on record. */
const known = ({ own, takenBefore }: Checking) => ({
  exporter: own`(
    select iec from staged_exporter s where ${notRefused(own, 'exporters.psv')}
    union select iec from legacy_exporter f where ${takenBefore('f')})`,
  office: own`(
    select agency, office from staged_office s where ${notRefused(own, 'offices.psv')}
    union select agency, office from legacy_office f where ${takenBefore('f')})`,
});

/**
 * Refuses rows of certificates or wallets whose exporter or office is unknown, and those with a fault
 * of their own that comes before a conflict; the first reason of the list counts.
 */
export async function refuseUnknown(check: Checking, keyed: Keyed): Promise<void> {
  const { own } = check;
  const { exporter, office } = known(check);
  const key = own(keyed.key[0] ?? '');
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${keyed.file}, line, false, key, (${reasonsByRank}::text[])[rank + 1],
      case rank when ${rank('exporter-unknown')} then iec when ${rank('office-unknown')}
        then concat_ws(' ', agency, office) else value end
    from (
      select s.line, s.${key} as key, s.iec, s.agency, s.office, s.value, least(s.fault,
        case when firm.iec is null then ${rank('exporter-unknown')}::smallint end,
        case when place.office is null then ${rank('office-unknown')}::smallint end) as rank
      from ${own(keyed.staged)} s
      left join ${exporter} firm on firm.iec = s.iec
      left join ${office} place on place.agency = s.agency and place.office = s.office
    ) judged where rank < ${lateRank}`;
}

/** Refuses what is wrong with certificate rows by themselves and by exporter and office, or on record. */
export async function checkCertificates(check: Checking): Promise<void> {
  await refuseUnknown(check, certificates);
  await compareWithRecord(check, certificates);
}

/** Notes which rows share their number, and the first of each: items belong to a number. */
export async function noteRepeated({ own }: Checking): Promise<void> {
  await own`
    create temporary table repeated on commit drop as
    select s.line, s.number, min(s.line) over (partition by s.number) as head
    from staged_certificate s
    where s.number in (select number from staged_certificate group by number having count(*) > 1)`;
  await own`analyze repeated`;
}

/** Notes for rows that are not refused what is wrong with their items, once items are owned. */
export async function noteItemFaults({ own, batch }: Checking): Promise<void> {
  await own`create temporary table late (line integer primary key, rank smallint, value text)
    on commit drop`;
  await own`
    insert into late
    select s.line, ${rank('items-missing')}, s.number from staged_certificate s
    left join repeated r on r.line = s.line
    where ${notRefused(own, file)} and not exists (
      select from staged_item_owner owned
      where owned.certificate_id = (${batch}::bigint << 32) + coalesce(r.head, s.line))`;
  await own`
    insert into late
    select s.line, ${rank('hs-invalid')}, min(i.value) from staged_item i
    join staged_item_owner owned on owned.line = i.line
    join (select s.line, coalesce(r.head, s.line) as head from staged_certificate s
      left join repeated r on r.line = s.line where ${notRefused(own, file)}) s
      on owned.certificate_id = (${batch}::bigint << 32) + s.head
    where i.fault is not null group by s.line on conflict do nothing`;
}

/**
 * Notes rows whose parent does not come in. A parent does when it is on record, or a row with its
 * number does, which may have a parent in its turn: a ring of rows that replace each other never does.
 */
export async function noteMissingParents({ own, takenBefore }: Checking): Promise<void> {
  await own`
    create temporary table child on commit drop as
    select s.line, s.number, s.replaces, late.rank is null as is_whole
    from staged_certificate s left join late on late.line = s.line
    where s.replaces is not null and ${notRefused(own, file)}`;
  await own`analyze child`;
  await own`
    with recursive parent as (select distinct replaces as number from child),
    coming (number) as (
      (select parent.number from parent
        where exists (select from legacy_certificate f
          where f.number = parent.number and ${takenBefore('f')})
      union
      select parent.number from parent join staged_certificate s on s.number = parent.number
        where s.replaces is null and ${notRefused(own, file)}
          and not exists (select from late where late.line = s.line))
      union
      select child.number from coming join child on child.replaces = coming.number
        where child.is_whole
    )
    insert into late
    select line, ${rank('parent-missing')}, replaces from child
    where not exists (select from coming where coming.number = child.replaces)
    on conflict (line) do update set rank = excluded.rank, value = excluded.value`;
}

/** Decides between rows of one number, then refuses those whose parent or items are wrong. */
export async function settleCertificates(check: Checking): Promise<void> {
  const { own } = check;
  await compareWithEachOther(
    check,
    certificates,
    own`exists (select from late where late.line = s.line)`,
    own`s.line in (select line from repeated)`,
  );
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${file}, s.line, false, s.number, (${reasonsByRank}::text[])[late.rank + 1], late.value
    from late join staged_certificate s on s.line = late.line
    on conflict do nothing`;
}
