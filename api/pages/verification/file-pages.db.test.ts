import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testRevocationList } from '../../../document/testing/test-authority.ts';
import { issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { cancel } from '../../../test/records/certificate-standing.ts';
import { issueFile, trustForApi } from '../../../test/records/issued-file.ts';
import { apiServer } from '../../../test/servers/api-server.ts';

const trust = trustForApi();
const { call, database, idOf } = await apiServer(trust);
const people = { officerId: idOf('officer'), exporterId: idOf('exporter') };
const { number, pdf, qrText } = await issueFile(database, trust, people);

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function flipped(at: number): Buffer {
  const copy = Buffer.from(pdf);
  copy.writeUInt8((copy[at] ?? 0) ^ 1, at);
  return copy;
}

async function upload(bytes: Buffer | null, path = '/verify/file', headers = {}) {
  const body = new FormData();
  if (bytes) body.set('file', new Blob([Uint8Array.from(bytes)]), 'certificate.pdf');
  const answer = await call(path, { method: 'POST', body, headers });
  return { status: answer.status, text: await answer.text() };
}

describe('R70 a certificate brought as a file', () => {
  it('is found by its fingerprint alone', async () => {
    const answer = await call(`/verify?sha256=${hashOf(pdf)}&lang=hi`);
    expect(answer.status).toBe(303);
    const address = answer.headers.get('location') ?? '';
    expect(address).toBe(`/v/${number}?lang=hi&sha256=${hashOf(pdf)}`);
    expect(await (await call(address)).text()).toContain('अक्षरशः वही है जो जारी हुई थी');
  });

  it('of which one byte was flipped has a fingerprint that nobody knows', async () => {
    const sha256 = hashOf(flipped(pdf.length >> 1));
    const answer = await call(`/verify?sha256=${sha256}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('No certificate is this file, byte for byte');
    const page = await (await call(`/v/${number}?sha256=${sha256}`)).text();
    expect(page).toContain('not the one that was issued under this number');
  });

  it('is checked in full, with the three verdicts and the way to its content', async () => {
    const { status, text } = await upload(pdf);
    expect(status).toBe(200);
    expect(text).toContain('Genuine and in force');
    expect(text.match(/✔ Yes/g)).toHaveLength(3);
    expect(text).toContain('Sahyadri Chemicals Private Limited');
    expect(text).toContain('the QR code is signed by the service');
  });

  it.each([0.2, 0.5, 0.9])('is not believed with one byte flipped at %d of it', async (part) => {
    const { status, text } = await upload(flipped(Math.floor(pdf.length * part)));
    expect(status).toBe(422);
    expect(text).toContain('Do not rely on this file');
    expect(text).not.toContain('✔ Yes');
    expect(text).not.toContain('Sahyadri');
  });

  it('is told apart from what was only added to it', async () => {
    const { status, text } = await upload(Buffer.concat([pdf, Buffer.from('\n% more\n')]));
    expect(status).toBe(422);
    expect(text).toContain('Do not rely on this file');
  });

  it.each([
    ['nothing', null, 422, 'Choose the PDF first'],
    ['an empty file', Buffer.alloc(0), 422, 'Choose the PDF first'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n'), 422, 'This is not a PDF file'],
    ['a page with a PDF in it', Buffer.from('<html>%PDF-1.7'), 422, 'This is not a PDF file'],
    ['a file too large', Buffer.alloc(11_000_000, '%PDF-1.7 '), 413, 'more than 10 MB'],
    ['a PDF that is none', Buffer.from('%PDF-1.7 nonsense %%EOF'), 422, 'Do not rely on this file'],
  ])('is refused in words when it is %s', async (_, bytes, status, words) => {
    const answer = await upload(bytes);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  it('is not taken from another site', async () => {
    const answer = await upload(pdf, '/verify/file', { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
  });

  it('is not believed for being on record: its signature is asked by itself', async () => {
    const owner = { accountId: people.exporterId, iec: 'AAACS7302F' };
    const changed = flipped(pdf.length >> 1);
    await issuedCertificate(database, owner, people.officerId, { pdfKey: hashOf(changed) });
    const { status, text } = await upload(changed);
    expect(status).toBe(422);
    expect(text).not.toContain('✔ Yes');
  });

  it('was signed by nobody recognised when the certificate was revoked by then', async () => {
    const { issuing, officer, crls } = trust.trust;
    const revoked = { certificate: officer.certificate, at: '2026-11-20T00:00:00Z' };
    const [before] = crls.splice(1, 1, testRevocationList(issuing, [revoked]));
    const { status, text } = await upload(pdf);
    if (before) crls.splice(1, 1, before);
    expect(status).toBe(422);
    expect(text).toContain('It could not be established who signed this file.');
    expect(text).toContain('was revoked on 2026-11-20');
  });

  it('that was cancelled since is genuine, and cancelled', async () => {
    await cancel(database, number);
    const { status, text } = await upload(pdf, '/verify/file?lang=hi');
    expect(status).toBe(200);
    expect(text).toContain('असली, पर रद्द');
  });
});

describe('R71 the text of a QR code, typed as a number', () => {
  const ask = (typed: string) =>
    call('/verify', { method: 'POST', body: new URLSearchParams({ number: typed }) });

  it('needs no question, since only the paper has it', async () => {
    const answer = await ask(qrText);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/v/${number}?lang=en`]);
  });

  it('with one digit changed, or for another number, is asked a question like any number', async () => {
    const digit = Number(qrText.at(-40));
    const changed = `${qrText.slice(0, -40)}${(digit + 1) % 10}${qrText.slice(-39)}`;
    expect((await ask(changed)).status).toBe(422);
    expect((await ask(qrText.replace('0000417', '0000418'))).status).toBe(422);
    expect((await ask(qrText.slice(0, qrText.indexOf('#')))).status).toBe(422);
  });
});
