import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWith } from '../test/tools.ts';
import { forms } from './form/forms.ts';
import { formContent } from './testing/form-content.ts';
import { issuedCertificate, verifiersTrust } from './testing/issued-certificate.ts';
import { makeTestTrust } from './testing/test-trust.ts';
import { runTool } from './testing/validators.ts';
import { verifyCertificatePdf } from './verify.ts';

/** Every form as an exporter gets it, judged by others' programs, all files in one run of each. */
const schemes = Object.keys(forms);
const trust = makeTestTrust();
const files = new Map<string, Uint8Array>();
let folder: string;
const paths = () => schemes.map((scheme) => join(folder, `${scheme}.pdf`));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecoo forms '));
  for (const scheme of schemes) {
    const { pdf } = await issuedCertificate(formContent(scheme, 12), trust);
    files.set(scheme, pdf);
    await writeFile(join(folder, `${scheme}.pdf`), pdf);
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

testWith('verapdf')(
  'R38 veraPDF finds every form to be PDF/A-3u',
  { timeout: 180_000 },
  async () => {
    const { output } = await runTool('verapdf', '--flavour', '3u', ...paths());
    expect(output.match(/isCompliant="true"/g)?.length).toBe(schemes.length);
    expect(output).not.toContain('isCompliant="false"');
  },
);

testWith('pdfsig')(
  'R38 pdfsig finds the whole of every form signed',
  { timeout: 60_000 },
  async () => {
    for (const path of paths()) {
      const { output } = await runTool('pdfsig', '-nocert', path);
      expect(output).toContain('Signature is Valid');
      expect(output).toContain('Total document signed');
    }
  },
);

test.each(schemes)('R38 a certificate on the form of %s proves itself', (scheme) => {
  const report = verifyCertificatePdf(files.get(scheme) ?? new Uint8Array(), verifiersTrust(trust));
  expect(report.findings.filter(({ holds }) => !holds)).toEqual([]);
  expect(report.content).toEqual(formContent(scheme, 12));
});

testWith('pdftoppm', 'zbarimg')(
  'R71 zbar reads the code from each kind of layout at 150 dpi, on pink paper too',
  { timeout: 120_000 },
  async () => {
    for (const scheme of ['SAFTA', 'CECPA', 'INUAECEPA', 'IKCEPA', 'MERCOSUR']) {
      const image = join(folder, scheme);
      const page = ['-r', '150', '-png', '-singlefile'];
      await runTool('pdftoppm', ...page, `${image}.pdf`, image);
      const { output } = await runTool('zbarimg', '--quiet', '--raw', `${image}.png`);
      expect(output).toContain('https://coo.example.gov.in');
    }
  },
);
