import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { agencies, officesByAgency } from './catalogue.ts';
import { writeCertificates } from './certificates.ts';
import { type Expected, nothingExpected } from './expected.ts';
import { writeExporters } from './exporters.ts';
import { openPsvFile, type PsvFile } from './psv-file.ts';
import { writeWallets } from './wallets.ts';

/** How large an export is made, from which seed, and how often something in it is wrong (0 to 1). */
export type ExportSize = { certificates: number; seed: number; dirt: number };

function writeOffices(folder: string): PsvFile {
  const file = openPsvFile(folder, 'offices.psv', ['AGENCY', 'OFFICE', 'NAME']);
  for (const agency of agencies) {
    for (const office of officesByAgency[agency]) {
      const place = office.charAt(0) + office.slice(1).toLowerCase();
      file.row([agency, office, `${agency} ${place}`]);
    }
  }
  return file;
}

/**
 * Writes an export as the earlier platform would hand it over: six files, `manifest.json`, and
 * `expected.json` with what a correct import ends with. The same size and seed give the same bytes,
 * and a longer export of a seed begins with the records of a shorter one of the same dirt.
 */
export function writeLegacyExport(folder: string, size: ExportSize): Expected {
  mkdirSync(folder, { recursive: true });
  const expected = nothingExpected();
  const offices = writeOffices(folder);
  const exporterCount = Math.max(20, Math.floor(size.certificates / 40));
  const exporters = writeExporters(folder, size.seed, exporterCount);
  expected.exporters = exporters.iecs.length;
  const files = [
    offices,
    exporters.file,
    ...writeCertificates(folder, size, exporters.iecs, expected),
    ...writeWallets(folder, size, exporters.iecs, expected),
  ];
  const manifest = {
    source: 'coo.dgft.gov.in',
    cutOff: '2024-12-20',
    files: Object.fromEntries(files.map((file) => [file.name, file.close()])),
  };
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  writeFileSync(path.join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
  return expected;
}
