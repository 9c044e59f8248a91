import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCopyText } from '../../db/copy-text.ts';
import { exportFiles } from '../../domain/migration/export-file.ts';
import { readManifest } from '../../gateways/legacy-export/manifest.ts';
import { readExportFile } from '../../gateways/legacy-export/read-file.ts';
import { recordAt } from '../../gateways/legacy-export/records.ts';
import { writeLegacyExport } from '../../simulators/legacy-export/write-export.ts';
import { type Known, lineWriter } from './staged-lines.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ecoo-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Of three certificates with a number one is known; every other may repeat. */
function known(): Known {
  let asked = 0;
  return {
    mayRepeat: () => asked++ % 2 === 0,
    find: (number) =>
      number.length % 3 === 0 ? { line: 7 + number.length, hasItems: false } : null,
  };
}

const asIso = (lines: string) => lines.replace(/\b(\d\d)\/(\d\d)\/(\d{4})\|/g, '$3-$2-$1|');

test.each(exportFiles)(
  'R62 rows of %s are staged alike one by one and in a chunk',
  async (file) => {
    writeLegacyExport(folder, { certificates: 2_000, seed: 11, dirt: 0.3 });
    const read = await readManifest(folder);
    if ('problems' in read) throw new Error('the export has no manifest');
    const [single, inChunks] = [lineWriter(file, known()), lineWriter(file, known())];
    const out = openCopyText(1_000);
    let [expected, written] = ['', ''];
    const problems = await readExportFile(
      folder,
      file,
      read.manifest.files[file],
      async (chunk, from) => {
        for (let at = from; at < chunk.count; at += 1) {
          expected += single.row(recordAt(chunk, at));
          inChunks.record(chunk, at, out);
          if (out.isFull()) written += out.take();
        }
      },
    );
    written += out.take();
    expect(problems).toEqual([]);
    expect(expected.split('\n').length).toBeGreaterThan(2);
    expect(asIso(written)).toBe(asIso(expected));
  },
);

test('numbers and texts of any size come out as they went in', () => {
  const out = openCopyText(8);
  for (const number of [0, 9, 10, 99, 100, 4_294_967_296, 10 ** 12]) {
    out.numbers(number, 1, number);
    out.text('\u20b9 \u0915');
    out.ascii(Buffer.from('.abc.'), 1, 4);
    out.few(Buffer.from('|'));
    out.endLine();
    expect(out.isFull()).toBe(true);
    expect(out.take().toString()).toBe(`${number}|1|${number}|\u20b9 \u0915abc|\n`);
  }
  out.text('x'.repeat(100_000));
  expect(out.take().toString()).toBe('x'.repeat(100_000));
  expect(out.take().length).toBe(0);
});
