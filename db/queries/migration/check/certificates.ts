import { type Checking, lateRank, note, rank, reasonsByRank, refuseFound } from './checking.ts';
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
  const found = own`
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
      where s.fault < ${lateRank} or firm.iec is null or place.office is null
    ) judged`;
  await refuseFound(own, found);
}

/** Refuses what is wrong with certificate rows by themselves and by exporter and office, or on record. */
export async function checkCertificates(check: Checking): Promise<void> {
  await refuseUnknown(check, certificates);
  await compareWithRecord(check, certificates);
}

/** Notes which rows share their number, and the first of each: items belong to a number. */
export async function noteRepeated({ own }: Checking): Promise<void> {
  const rows = own`
    select line, number, head from (
      select s.line, s.number, min(s.line) over number as head, max(s.line) over number as last
      from staged_certificate s
      where s.number in (select number from staged_certificate where again)
      window number as (partition by s.number)
    ) same where head <> last`;
  await note(own, 'repeated', rows);
}

/** Notes for rows that are not refused what is wrong with their items, once items are owned. */
export async function noteItemFaults({ own }: Checking): Promise<void> {
  await own`create temporary table late (line integer primary key, rank smallint, value text)
    on commit drop`;
  await own`
    insert into late
    select s.line, ${rank('items-missing')}, s.number from staged_itemless bare
    left join repeated r on r.head = bare.line
    join staged_certificate s on s.line = coalesce(r.line, bare.line)
    where ${notRefused(own, file)}
      and not exists (select from staged_item i where i.odd and i.owner = bare.line)
      and not exists (select from repeated o where o.line = bare.line and o.head <> o.line)`;
  await own`
    insert into late
    select s.line, ${rank('hs-invalid')}, broken.value from (
      select owner, min(value) as value from staged_item
      where odd and fault is not null and owner is not null group by owner
    ) broken
    left join repeated r on r.head = broken.owner
    join staged_certificate s on s.line = coalesce(r.line, broken.owner)
    where ${notRefused(own, file)} on conflict do nothing`;
}

/**
 * Notes rows whose parent does not come in. A parent does when it is on record, or a row with its
 * number does, which may have a parent in its turn: a ring of rows that replace each other never does.
 */
export async function noteMissingParents({ own, takenBefore }: Checking): Promise<void> {
  const children = own`
    select s.line, s.number, s.replaces, s.issued_on, late.rank is null as is_whole
    from staged_certificate s left join late on late.line = s.line
    where s.replaces is not null and ${notRefused(own, file)}`;
  await note(own, 'child', children);
  const parents = own`
    select s.number from staged_certificate s
    where s.number in (select replaces from child) and s.replaces is null and ${notRefused(own, file)}
      and not exists (select from late where late.line = s.line)`;
  await note(own, 'parent', parents);
  // Nearly every parent is on record, or comes in whatever becomes of others.
  const doubtful = own`
    select child.* from child
    where not exists (select from parent where parent.number = child.replaces)
      and not exists (select from legacy_certificate f
        where f.number = child.replaces and ${takenBefore('f')})`;
  await note(own, 'doubtful', doubtful);
  await own`
    with recursive coming (number) as (
      select child.number from child
        where child.is_whole and child.number in (select replaces from doubtful)
          and not exists (select from doubtful where doubtful.line = child.line)
      union
      select doubtful.number from coming join doubtful on doubtful.replaces = coming.number
        where doubtful.is_whole
    )
    insert into late
    select line, ${rank('parent-missing')}, replaces from doubtful
    where not exists (select from coming where coming.number = doubtful.replaces)
    on conflict (line) do update set rank = excluded.rank, value = excluded.value`;
}

/**
 * Decides between rows of one number, then refuses those whose parent or items are wrong, and notes by
 * which of the others a certificate is replaced: of several by the one that was issued last.
 */
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
  await own`
    insert into staged_successor (number, successor)
    select distinct on (s.replaces) s.replaces, s.number from child s
    where ${notRefused(own, file)} order by s.replaces, s.issued_on desc, s.number desc`;
}
