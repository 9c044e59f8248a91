import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { testWith } from '../test/tools.ts';
import { crowdedContent } from './testing/crowded-content.ts';
import { issuedCertificate } from './testing/issued-certificate.ts';
import { aiftaContent, nonPreferentialContent } from './testing/sample-content.ts';
import { makeTestTrust } from './testing/test-trust.ts';
import { runTool } from './testing/validators.ts';

// A busy machine takes its time to start strangers' programs.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** Programs by others, who know nothing of this one, judge certificates. */
const certificates = {
  'form-ai': aiftaContent,
  'non-preferential': nonPreferentialContent,
  crowded: crowdedContent,
  'true-copy': crowdedContent,
};
type Name = keyof typeof certificates;
const names = Object.keys(certificates) as Name[];

const officer = { name: 'Ramesh Kulkarni', designation: 'Assistant Director' };
const copyMark = { words: 'CERTIFIED TRUE COPY', on: '2026-12-24', officer };

const trust = makeTestTrust();
const codes = new Map<Name, string>();
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecoo validators '));
  await writeFile(at('root.pem'), new X509Certificate(trust.root.certificate).toString());
  for (const name of names) {
    const { pdf, qrText } = await issuedCertificate(
      certificates[name],
      trust,
      name === 'true-copy' ? copyMark : null,
    );
    codes.set(name, qrText);
    await writeFile(at(`${name}.pdf`), pdf);
    // One bit of the page's own drawing.
    const changed = Buffer.from(pdf);
    const inPage = changed.lastIndexOf('stream\n', changed.indexOf('/Catalog') - 1) - 40;
    changed[inPage] = (changed[inPage] ?? 0) ^ 1;
    await writeFile(at(`${name}-changed.pdf`), changed);
  }
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(names)('%s', (name) => {
  testWith('qpdf')('qpdf finds no error in its structure', async () => {
    const { code, output } = await runTool('qpdf', '--check', at(`${name}.pdf`));
    expect(output).toContain('No syntax or stream encoding errors');
    expect(code).toBe(0);
  });

  testWith('pdfsig')(
    'R34 pdfsig finds the whole document signed, and one changed bit',
    async () => {
      const good = await runTool('pdfsig', '-nocert', at(`${name}.pdf`));
      expect(good.output).toContain('Total document signed');
      expect(good.output).toContain('Signature is Valid');
      expect(good.output).toContain('ETSI.CAdES.detached');
      const changed = await runTool('pdfsig', '-nocert', at(`${name}-changed.pdf`));
      expect(changed.output).not.toContain('Signature is Valid');
    },
  );

  testWith('pyhanko')(
    'R34 pyHanko trusts signature and time stamp, not one changed bit',
    async () => {
      const validate = (file: string) => {
        const trusted = ['--trust', at('root.pem'), '--trust-replace'];
        return runTool('pyhanko', 'sign', 'validate', '--pretty-print', ...trusted, at(file));
      };
      const good = await validate(`${name}.pdf`);
      expect(good.output).toContain('The signature is judged VALID');
      expect(good.output).toContain('The signature covers the entire file');
      expect(good.output).toContain('The timestamp token is cryptographically sound');
      const changed = await validate(`${name}-changed.pdf`);
      expect(changed.output).toContain('INVALID');
      expect(changed.code).not.toBe(0);
    },
  );

  testWith('zbarimg', 'pdftoppm')('R71 zbar reads the code from a page at 150 dpi', async () => {
    const image = at(name);
    await runTool('pdftoppm', '-r', '150', '-png', '-singlefile', at(`${name}.pdf`), image);
    const { output } = await runTool('zbarimg', '--quiet', '--raw', `${image}.png`);
    expect(output).toContain(codes.get(name));
  });

  testWith('pdftotext')('R51 every word of its content can be read on its pages', async () => {
    await runTool('pdftotext', '-raw', at(`${name}.pdf`), at('text'));
    const letters = (text: string) => text.normalize('NFC').replace(/[\s\p{Cf}]/gu, '');
    const printed = letters(await readFile(at('text'), 'utf8'));
    const { number, exporter, consignee, items, invoices, officer, office } = certificates[name];
    const item = items.at(-1);
    const words = [number, consignee.name, exporter.name, officer.name, office.place];
    words.push(...consignee.address, ...invoices.map((invoice) => invoice.number));
    words.push(item?.criterion ?? '', item?.grossWeightKg ?? '', item?.hs ?? '');
    for (const word of words) expect(printed).toContain(letters(word));
  });
});

testWith('verapdf')('veraPDF finds all of them to be PDF/A-3u', async () => {
  const files = names.map((name) => at(`${name}.pdf`));
  const { output } = await runTool('verapdf', '--flavour', '3u', ...files);
  expect(output.match(/isCompliant="true"/g)?.length).toBe(names.length);
});

testWith('pdftotext')(
  'the titles, endorsements and foreign letters stand on the page',
  async () => {
    const textOf = async (name: Name) =>
      (await runTool('pdftotext', '-layout', at(`${name}.pdf`), '-')).output;
    const formAi = await textOf('form-ai');
    expect(formAi).toContain('PREFERENTIAL TARIFF');
    expect(formAi).toContain('FORM AI');
    expect(formAi).toContain('RVC [79.73] %+CTSH');
    const nonPreferential = await textOf('non-preferential');
    expect(nonPreferential).toContain('(Non-Preferential)');
    expect(nonPreferential).toContain('INDIAN');
    expect(nonPreferential).toContain('Hansa Gewürze GmbH');
    expect(nonPreferential).toMatch(/11\.\s+Certification\s+12\.\s+Declaration by the exporter/);
    const crowded = await textOf('crowded');
    expect(crowded).toContain('ISSUED RETROACTIVELY');
    expect(crowded).toContain(
      'Helvetia Commodities AG, Bahnhofstrasse 12, 8001 Zürich, SWITZERLAND',
    );
    expect(crowded).toMatch(/Page 2 of \d/);
    expect(crowded.normalize('NFC')).toContain('न्यू दिल्ली');
    expect(crowded).toContain('IN LIEU OF EIC-MUMBAI-2026-0000397-P');
    expect(crowded).toContain(
      'Issued in lieu of certificate No. EIC-MUMBAI-2026-0000397-P of 2 Nov 2026',
    );
    expect(crowded).toContain('Valid until');
    const copy = await textOf('true-copy');
    expect(copy).toContain('CERTIFIED TRUE COPY');
    expect(copy).toContain('made on 24 Dec 2026');
    expect(copy).toContain('Ramesh Kulkarni');
    // The days of the original stay what they were.
    expect(copy).toContain('22 Nov 2026');
    expect(copy).toContain('Valid until');
    expect(crowded).not.toContain('TRUE COPY');
  },
);
