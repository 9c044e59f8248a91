import { isIec } from '../identifier/iec.ts';
import { exportColumns } from './export-file.ts';
import { type Fault, isKey, type StagedRow, stagedRow } from './staged-row.ts';
import { type Tidying, tidyCode, tidyDate, tidyText } from './tidy.ts';

/** The columns of `staged_office` that the values stand for. */
export const officeColumns = ['agency', 'office', 'name'];

/** Reads a row of offices.psv. */
export function readOfficeRow(fields: readonly string[], tidying: Tidying): StagedRow {
  const [agency, office] = [tidyCode(tidying, fields[0] ?? ''), tidyCode(tidying, fields[1] ?? '')];
  const name = tidyText(tidying, fields[2] ?? '');
  const isWhole = fields.length === exportColumns['offices.psv'].length;
  const isKnown = isKey(agency) && isKey(office) && !`${agency}${office}`.includes('/');
  const wrong = isWhole ? `${agency} ${office}` : `${fields.length} columns`;
  const fault: Fault | null = isWhole && isKnown ? null : ['columns', wrong];
  return stagedRow(tidying, fault, [agency, office, name]);
}

/** The columns of `staged_exporter` that the values stand for. */
export const exporterColumns = [
  ...['iec', 'firm_name', 'email', 'mobile', 'gstin', 'state', 'created_on'],
];

/** Reads a row of exporters.psv. */
export function readExporterRow(fields: readonly string[], tidying: Tidying): StagedRow {
  const text = (at: number) => tidyText(tidying, fields[at] ?? '');
  const iec = tidyCode(tidying, fields[0] ?? '');
  const createdOn = tidyDate(tidying, fields[6] ?? '');
  const fault = (): Fault | null => {
    const isWhole = fields.length === exportColumns['exporters.psv'].length;
    if (!isWhole) return ['columns', `${fields.length} columns`];
    if (!isIec(iec)) return ['iec-format', iec];
    return createdOn ? null : ['date-invalid', text(6)];
  };
  return stagedRow(tidying, fault(), [
    ...[iec, text(1), text(2), text(3), tidyCode(tidying, fields[4] ?? ''), text(5), createdOn],
  ]);
}
