import { PDFDocument } from 'pdf-lib';
import { beforeAll, expect, test, vi } from 'vitest';
import { buildCertificate } from './build-certificate.ts';
import { removeBackground } from './image.ts';
import { UnprintableText } from './pdf/lettering.ts';
import { crowdedContent } from './testing/crowded-content.ts';
import { drawnTexts } from './testing/drawn-form.ts';
import { formContent } from './testing/form-content.ts';
import { builtAt, builtCertificate } from './testing/issued-certificate.ts';
import { aiftaContent, nonPreferentialContent } from './testing/sample-content.ts';
import { scannedSignature } from './testing/sample-images.ts';
import { makeTestTrust, type TestTrust } from './testing/test-trust.ts';
import { readCarried } from './twin.ts';

vi.setConfig({ testTimeout: 120_000 });

let trust: TestTrust;
beforeAll(() => {
  trust = makeTestTrust();
});

const plain = { qrText: 'https://x/v/1#77', stamp: null, signatureImage: null, createdAt: builtAt };

test('the same input gives the same bytes, so that a repeated step changes nothing', async () => {
  const input = { ...plain, content: aiftaContent };
  expect(await buildCertificate(input)).toEqual(await buildCertificate(input));
});

test('the attachment and the link over the QR code say what was built', async () => {
  const { pdf, qrText } = await builtCertificate(nonPreferentialContent, trust);
  expect(readCarried(pdf)).toEqual({ content: nonPreferentialContent, qrText });
});

test('goods that overflow the form go on on further pages; Form AI has its notes on the back', async () => {
  const pagesOf = async (content: typeof aiftaContent) =>
    (await PDFDocument.load((await builtCertificate(content, trust)).pdf)).getPageCount();
  expect(await pagesOf(nonPreferentialContent)).toBe(1);
  expect(await pagesOf(aiftaContent)).toBe(2);
  expect(await pagesOf(crowdedContent)).toBeGreaterThanOrEqual(4);
});

test('letters that cannot be printed are refused by name', async () => {
  const consignee = { ...aiftaContent.consignee, name: '深圳 Trading' };
  const built = buildCertificate({ ...plain, content: { ...aiftaContent, consignee } });
  await expect(built).rejects.toThrow(UnprintableText);
});

test('a scheme without a form gets no certificate', async () => {
  const built = buildCertificate({ ...plain, content: { ...aiftaContent, scheme: 'toString' } });
  await expect(built).rejects.toThrow(/no form/);
});

test('the physical copy leaves the place of the signature to a pen, and says so', async () => {
  const edition = 'physical' as const;
  const content = formContent('EFTATEPA-SELF', 1);
  const signatureImage = await removeBackground(await scannedSignature());
  const input = { ...plain, content, signatureImage };
  const text = async (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
  expect(await text(await buildCertificate(input))).toContain('/Signature ');
  expect(await text(await buildCertificate({ ...input, edition }))).not.toContain('/Signature ');
  const printed = (one: 'physical' | 'electronic') =>
    drawnTexts(content, null, one).texts.map(({ text }) => text);
  expect(printed('physical')).toContain('Physical copy, to be signed in ink');
  expect(printed('electronic')).toContain('Electronic certificate, digitally signed');
});
