import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkDocument } from './check-document.ts';

const sample = readFileSync(new URL('../../samples/documents/packing-list.pdf', import.meta.url));
const pixels = sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } });

async function pdf(change: (document: PDFDocument) => void | Promise<void>): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  await change(document);
  return Buffer.from(await document.save());
}

const action = (document: PDFDocument, type: string, more: Record<string, string> = {}) =>
  document.catalog.set(
    PDFName.of('OpenAction'),
    document.context.obj({
      S: type,
      ...Object.fromEntries(Object.entries(more).map(([key, text]) => [key, PDFString.of(text)])),
    }),
  );

describe('papers of a case', () => {
  it('R31 accepts sound PDF, PNG and JPEG', async () => {
    const verdicts = await Promise.all([
      checkDocument(sample),
      checkDocument(await pixels.clone().png().toBuffer()),
      checkDocument(await pixels.clone().jpeg().toBuffer()),
    ]);
    expect(verdicts).toEqual([
      { outcome: 'accepted', mediaType: 'application/pdf' },
      { outcome: 'accepted', mediaType: 'image/png' },
      { outcome: 'accepted', mediaType: 'image/jpeg' },
    ]);
  });

  it.each([
    ['scripts', (one: PDFDocument) => action(one, 'JavaScript', { JS: 'app.alert(1)' })],
    ['scripts with a name written in hex', (one: PDFDocument) => action(one, 'Java#53cript')],
    ['programs to start', (one: PDFDocument) => action(one, 'Launch', { F: 'cmd.exe' })],
    ['forms that send', (one: PDFDocument) => action(one, 'SubmitForm', { F: 'http://x' })],
    [
      'other files',
      async (one: PDFDocument) => one.attach(Buffer.from('MZ'), 'a.exe', { mimeType: 'x/y' }),
    ],
  ])('refuses a PDF with %s', async (_, change) => {
    expect(await checkDocument(await pdf(change))).toMatchObject({ outcome: 'refused' });
  });

  const png = () => pixels.clone().png().toBuffer();
  it.each([
    ['a program', async () => Buffer.from('MZ\x90\0\x03')],
    ['nothing', async () => Buffer.alloc(0)],
    ['HTML', async () => Buffer.from('<html><script>alert(1)</script>')],
    ['SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['EICAR', async () => Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS')],
    ['a PDF cut short', async () => sample.subarray(0, 300)],
    ['a PDF behind something', async () => Buffer.concat([Buffer.from('MZ\n'), sample])],
    ['a PDF with a ZIP at its end', async () => Buffer.concat([sample, Buffer.from('PK\x05\x06')])],
    [
      'a picture with a script at its end',
      async () => Buffer.concat([await png(), Buffer.from('<')]),
    ],
    [
      'a PDF that unfolds a thousandfold',
      async () => {
        const body = deflateSync(Buffer.alloc(200_000_000), { level: 9 });
        const text = `%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${body.length}>>\nstream\n`;
        const end = Buffer.from('\nendstream\nendobj\ntrailer<</Root 2 0 R>>\n%%EOF\n');
        return Buffer.concat([Buffer.from(text), body, end]);
      },
    ],
    [
      'a picture that is a page too',
      async () => Buffer.concat([await pixels.clone().jpeg().toBuffer(), Buffer.from('<script>')]),
    ],
    ['a picture cut short', async () => (await png()).subarray(0, 60)],
    [
      'a picture of 50,000 × 50,000',
      async () => {
        const bytes = await png();
        bytes.writeUInt32BE(50_000, 16);
        bytes.writeUInt32BE(50_000, 20);
        return bytes;
      },
    ],
  ])('refuses %s', async (_, bytes) => {
    expect(await checkDocument(await bytes())).toMatchObject({ outcome: 'refused' });
  });
});
