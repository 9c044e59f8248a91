import type postgres from 'postgres';
import type { ExportFile } from '../../../../domain/migration/export-file.ts';
import { type Checking, lateRank, reasonsByRank, refuseFound } from './checking.ts';

/** A file whose rows are known by a key, and come in once. */
export type Keyed = {
  file: ExportFile;
  staged: string;
  final: string;
  /** What a row is known by, of both tables. */
  key: readonly string[];
  /** What else must be equal for two rows to be the same: staged column, final column. */
  content: readonly (readonly [string, string])[];
};

const same = (columns: readonly string[]) => columns.map((name) => [name, name] as const);

export const offices: Keyed = {
  ...{ file: 'offices.psv', staged: 'staged_office', final: 'legacy_office' },
  ...{ key: ['agency', 'office'], content: same(['name']) },
};

export const exporters: Keyed = {
  ...{ file: 'exporters.psv', staged: 'staged_exporter', final: 'legacy_exporter', key: ['iec'] },
  content: same(['firm_name', 'email', 'mobile', 'gstin', 'state', 'created_on']),
};

type Sql = postgres.ISql;
type Part = postgres.PendingQuery<postgres.Row[]>;

/** Parts with a word between them. */
export const joined = (own: Sql, parts: readonly Part[], word: 'and' | 'comma' | 'slash'): Part =>
  parts.reduce((all, part) => {
    if (word === 'and') return own`${all} and ${part}`;
    return word === 'comma' ? own`${all}, ${part}` : own`${all} || '/' || ${part}`;
  });

const column = (own: Sql, table: string, name: string) => own`${own(table)}.${own(name)}`;

/** Whether the key of two tables is the same. */
export const sameKey = (own: Sql, { key }: Keyed, left: string, right: string): Part =>
  joined(
    own,
    key.map((name) => own`${column(own, left, name)} = ${column(own, right, name)}`),
    'and',
  );

/** Whether a staged row says what another says, which stands in the columns of `side`. */
export const sameContent = (own: Sql, { content }: Keyed, right: string, side: 0 | 1): Part =>
  joined(
    own,
    content.map(
      (names) =>
        own`${column(own, 's', names[0])} is not distinct from ${column(own, right, names[side])}`,
    ),
    'and',
  );

const keyText = (own: Sql, { key }: Keyed, table = 's'): Part =>
  joined(
    own,
    key.map((name) => column(own, table, name)),
    'slash',
  );

export const notRefused = (own: Sql, file: ExportFile, table = 's') => own`
  not exists (select from staged_refusal gone
    where gone.file = ${file} and gone.line = ${own(table)}.line)`;

/** Refuses rows for what is wrong with them by themselves and comes before any conflict. */
export async function refuseFaulty({ own }: Checking, keyed: Keyed): Promise<void> {
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    select ${keyed.file}, s.line, false, ${keyText(own, keyed)}, (${reasonsByRank}::text[])[s.fault + 1],
      s.value
    from ${own(keyed.staged)} s where s.fault < ${lateRank} and ${notRefused(own, keyed.file)}`;
}

/** Skips or refuses rows whose key is taken on record: equal ones are skipped. */
export async function compareWithRecord(check: Checking, keyed: Keyed): Promise<void> {
  const { own, takenBefore } = check;
  const isSame = sameContent(own, keyed, 'f', 1);
  const found = own`
    select ${keyed.file}, s.line, ${isSame}, ${keyText(own, keyed)},
      case when ${isSame} then null else 'number-conflict' end,
      case when ${isSame} then null else ${keyText(own, keyed)} end
    from ${own(keyed.staged)} s join ${own(keyed.final)} f on ${sameKey(own, keyed, 's', 'f')}
    where ${takenBefore('f')} and ${notRefused(own, keyed.file)}`;
  await refuseFound(own, found);
}

/**
 * Of rows with the same key, the first that nothing is wrong with is taken; of those after it equal
 * ones are skipped and others refused. `late` is what is wrong with a row and counts only for those
 * that come before it, or are alone. `among` cuts down to rows that may repeat, where that is known.
 */
export async function compareWithEachOther(
  { own }: Checking,
  keyed: Keyed,
  late: Part,
  among: Part = own`true`,
): Promise<void> {
  const key = joined(
    own,
    keyed.key.map((name) => column(own, 's', name)),
    'comma',
  );
  const isSame = sameContent(own, keyed, 'taken', 0);
  await own`
    insert into staged_refusal (file, line, skipped, key, reason, value)
    with candidate as (
      select s.* from ${own(keyed.staged)} s where ${among} and ${notRefused(own, keyed.file)}
    ), taken as (
      select distinct on (${key}) s.* from candidate s
      where (${key}) in (select ${key} from candidate s group by ${key} having count(*) > 1)
        and not (${late})
      order by ${key}, s.line
    )
    select ${keyed.file}, s.line, ${isSame}, ${keyText(own, keyed)},
      case when ${isSame} then null else 'number-conflict' end,
      case when ${isSame} then null else ${keyText(own, keyed)} end
    from candidate s join taken on ${sameKey(own, keyed, 's', 'taken')} and s.line > taken.line`;
}

/** Decides on offices or exporters: nothing but their own form and repetition is asked. */
export async function checkParties(check: Checking, keyed: Keyed): Promise<void> {
  await refuseFaulty(check, keyed);
  await compareWithRecord(check, keyed);
  await compareWithEachOther(check, keyed, check.own`false`);
}
