import { gstinCheckCharacter } from '../../domain/identifier/gstin.ts';
import { firmNames, legalForms, trades } from './catalogue.ts';
import { openPsvFile, type PsvFile } from './psv-file.ts';
import { capitals, dayOf, digits, happens, padded, streamOf, writtenDay } from './written.ts';

const columns = 'IEC FIRM_NAME EMAIL MOBILE GSTIN STATE CREATED_ON'.split(' ');
const stateCodes = 37;

/** Writes `count` exporters; gives the file to close, and their IECs in order. */
export function writeExporters(
  folder: string,
  seed: number,
  count: number,
): { file: PsvFile; iecs: string[] } {
  const file = openPsvFile(folder, 'exporters.psv', columns);
  const random = streamOf(seed, 1);
  const iecs = new Set<string>();
  while (iecs.size < count) {
    const holder = random.pick(['C', 'F', 'P']);
    const pan = `${capitals(random, 3)}${holder}${capitals(random, 1)}${digits(random, 4)}${capitals(random, 1)}`;
    const iec = happens(random, 0.7) ? pan : digits(random, 10);
    if (iecs.has(iec)) continue;
    iecs.add(iec);
    const firm = `${random.pick(firmNames)} ${random.pick(trades)} ${random.pick(legalForms)}`;
    const gstin = `${padded(1 + random.below(stateCodes), 2)}${pan}1Z`;
    file.row([
      iec,
      happens(random, 0.02) ? `Café ${firm}` : firm,
      `${iec.toLowerCase()}@exporter.example`,
      `9${digits(random, 9)}`,
      `${gstin}${gstinCheckCharacter(gstin) ?? ''}`,
      1 + random.below(stateCodes),
      writtenDay(dayOf(2019, 9, 19) + random.below(600)),
    ]);
  }
  return { file, iecs: [...iecs] };
}

/**
 * An exporter for the record at this place in its file. Only the first ones are chosen from, so that
 * a longer export of the same seed begins with the very records of a shorter one.
 */
export function exporterFor(
  random: { below: (limit: number) => number },
  iecs: readonly string[],
  known: number,
): string {
  return iecs[random.below(Math.min(iecs.length, Math.max(20, known)))] ?? '';
}
