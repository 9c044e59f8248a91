import type { Random } from '../random.ts';
import { goods, type Scheme, units } from './catalogue.ts';
import {
  type Certificate,
  certificateColumns,
  drawCertificate,
  type Issued,
} from './certificate-row.ts';
import { type Fault, soil, spoil } from './dirt.ts';
import { type Expected, expectReject } from './expected.ts';
import { exporterFor } from './exporters.ts';
import { openPsvFile, type PsvFile } from './psv-file.ts';
import { happens, padded, streamOf } from './written.ts';

const itemColumns = 'CERT_NO SERIAL HS DESCRIPTION QTY UQC WEIGHT_KG CRITERION'.split(' ');
const itemCounts = [1, 1, 1, 2, 2, 3, 5] as const;
/** How many certificates back a conflict of numbers, and a replacement, may reach. */
const conflictReach = 500;
const parentReach = 3000;
const certificatesPerExporter = 40;

function criterionOf(random: Random, { criterion }: Scheme): string {
  if (criterion !== 'RVC') return criterion;
  return `RVC [${36 + random.below(54)}.${padded(random.below(100), 2)}] %+CTSH`;
}

/** Writes the items of one certificate; gives how many. */
function writeItems(
  random: Random,
  file: PsvFile,
  { row, issued }: Certificate,
  fault: Fault | null,
): number {
  const count = random.pick(itemCounts);
  const criterion = criterionOf(random, issued.scheme);
  if (fault === 'items-missing' || fault === 'number-conflict') return 0;
  for (let serial = 1; serial <= count; serial += 1) {
    const { hs, description } = random.pick(goods);
    const weight = `${1 + random.below(19_999)}.${padded(random.below(1000), 3)}`;
    const code = fault === 'hs-invalid' && serial === 1 ? '77010000' : hs;
    const quantity = 1 + random.below(4999);
    file.row([
      row.CERT_NO,
      serial,
      code,
      description,
      quantity,
      random.pick(units),
      weight,
      criterion,
    ]);
  }
  return count;
}

/** Writes certificates with their items, faults among them; gives the files to close. */
export function writeCertificates(
  folder: string,
  { certificates, seed, dirt }: { certificates: number; seed: number; dirt: number },
  iecs: readonly string[],
  expected: Expected,
): PsvFile[] {
  const file = openPsvFile(folder, 'certificates.psv', certificateColumns);
  const items = openPsvFile(folder, 'items.psv', itemColumns);
  const random = streamOf(seed, 2);
  const taken: string[] = [];
  const parents: Issued[] = [];

  for (let index = 0; index < certificates; index += 1) {
    const iec = exporterFor(random, iecs, Math.floor(index / certificatesPerExporter));
    const isCancelled = happens(random, 0.03);
    const replaces = !isCancelled && parents.length > 0 && happens(random, 0.03);
    const parent = replaces ? parents.splice(random.below(parents.length), 1)[0] : undefined;
    const status = isCancelled ? 'CANCELLED' : 'ISSUED';
    const certificate = drawCertificate(random, index, iec, status, parent);
    const isFaulty = happens(random, dirt);
    const fault = isFaulty ? spoil(random, certificate, taken) : null;
    if (!isFaulty && happens(random, dirt)) {
      soil(random, certificate);
      expected.repairedCertificates += 1;
    }
    const values = Object.values(certificate.row);
    file.row(fault === 'columns' ? values.slice(0, -3) : values);
    const itemCount = writeItems(random, items, certificate, fault);
    if (fault) {
      expectReject(expected, 'certificates', fault);
      continue;
    }
    expectCertificate(expected, certificate, itemCount);
    taken.push(certificate.issued.number);
    if (taken.length > conflictReach) taken.shift();
    if (!isCancelled) parents.push(certificate.issued);
    if (parents.length > parentReach) parents.shift();
    if (happens(random, dirt / 5)) {
      file.row(values);
      expected.skippedDuplicates += 1;
    }
  }
  const orphans = Math.max(1, Math.floor((certificates * dirt) / 10));
  for (let index = 0; index < orphans; index += 1) {
    const number = `EIC/2018/000/${padded(index, 7)}Q/00000000`;
    items.row([number, 1, '09042110', 'Orphan', 1, 'KGS', '1.000', 'A']);
    expectReject(expected, 'items', 'certificate-missing');
  }
  return [file, items];
}

function expectCertificate(
  expected: Expected,
  { row, fobMinorUnits }: Certificate,
  items: number,
): void {
  expected.certificates += 1;
  expected.items += items;
  const sums = expected.fobMinorUnitsByCurrency;
  sums[row.FOB_CUR] = (sums[row.FOB_CUR] ?? 0) + fobMinorUnits;
  if (row.PARENT_CERT_NO !== '') expected.supersededCertificates += 1;
  if (row.STATUS === 'CANCELLED') expected.cancelledCertificates += 1;
}
