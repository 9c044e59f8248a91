import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issuedCertificate } from '../../document/testing/issued-certificate.ts';
import { aiftaContent } from '../../document/testing/sample-content.ts';
import { testRevocationList } from '../../document/testing/test-authority.ts';
import { makeTestTrust, type TestTrust } from '../../document/testing/test-trust.ts';
import { pemOf, runVerify } from './testing/run-verify.ts';

const trust = makeTestTrust();
let folder: string;
let pdf: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecoo verify file '));
  pdf = (await issuedCertificate(aiftaContent, trust)).pdf;
  await writeFile(join(folder, 'certificate.pdf'), pdf);
  await layOut('trust', trust);
});

afterAll(() => rm(folder, { recursive: true }));

/** A folder as the service hands it out: roots, the QR key's certificate, lists. */
async function layOut(name: string, { root, issuing, qr, crls }: TestTrust) {
  const place = join(folder, name);
  await mkdir(place);
  const qrChain = pemOf(qr.certificate, issuing.certificate);
  await writeFile(join(place, 'trust.pem'), pemOf(root.certificate));
  await writeFile(join(place, 'qr-certificate.pem'), qrChain);
  for (const [index, list] of crls.entries()) await writeFile(join(place, `${index}.crl`), list);
}

const inFolder = (...parts: string[]) => join(folder, ...parts);
const verify = (file: string, place = 'trust', ...more: string[]) =>
  runVerify([inFolder(file), '--trust', inFolder(place, 'trust.pem'), ...more]);

test('R34 an issued certificate is genuine by the files beside it alone', async () => {
  const { code, output, errors } = await verify('certificate.pdf');
  expect([code, errors]).toEqual([0, '']);
  expect(output).toMatch(
    /^GENUINE\n {2}content intact {4} yes: .+\n {2}issuer recognised {2}yes: /,
  );
  expect(output).toContain('not checked: offline');
  expect(output).toContain(aiftaContent.exporter.name);
});

test('the installation’s own trust serves where none is named', async () => {
  const environment = { ECOO_DATA_DIR: folder };
  const { code, output } = await runVerify([inFolder('certificate.pdf'), '--json'], environment);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    accepted: true,
    number: aiftaContent.number,
    contentIntact: { holds: true },
    issuerRecognised: { holds: true },
    status: { holds: null, status: 'not checked', detail: 'not checked: offline' },
    content: { number: aiftaContent.number },
    sha256: createHash('sha256').update(pdf).digest('hex'),
  });
});

test.each([0.1, 0.5, 0.9])('a byte changed at %f of the file is found', async (share) => {
  const changed = Uint8Array.from(pdf);
  const at = Math.floor(pdf.length * share);
  changed[at] = (changed[at] ?? 0) ^ 1;
  await writeFile(inFolder(`changed-${share}.pdf`), changed);
  const { code, output } = await verify(`changed-${share}.pdf`, 'trust', '--json');
  expect([code, JSON.parse(output)]).toMatchObject([1, { genuine: false, content: null }]);
});

test('a stranger’s root is not trusted for lying beside the trust file', async () => {
  const stranger = makeTestTrust();
  await writeFile(inFolder('forged.pdf'), (await issuedCertificate(aiftaContent, stranger)).pdf);
  await layOut('downloads', { ...trust, crls: [...trust.crls, ...stranger.crls] });
  const slipped = pemOf(
    ...[stranger.qr, stranger.issuing, stranger.root].map(({ certificate }) => certificate),
  );
  await writeFile(inFolder('downloads', 'qr-certificate.pem'), slipped);
  const { code, output } = await verify('forged.pdf', 'downloads');
  expect([code, output]).toEqual([1, expect.stringContaining('NOT GENUINE')]);
  expect(output).toMatch(/issuer recognised {2}NO: /);
});

test('an officer’s certificate that was revoked before signing, and missing lists, are a no', async () => {
  const revoked = [{ certificate: trust.officer.certificate, at: '2026-11-20T00:00:00Z' }];
  const crls = [testRevocationList(trust.root), testRevocationList(trust.issuing, revoked)];
  await layOut('revoked', { ...trust, crls });
  await layOut('no-lists', { ...trust, crls: [] });
  const results = [
    await verify('certificate.pdf', 'revoked'),
    await verify('certificate.pdf', 'no-lists'),
  ];
  expect(results.map(({ code }) => code)).toEqual([1, 1]);
  expect(results[0]?.output).toMatch(/NO: .*revoked/);
  expect(results[1]?.output).toMatch(/NO: .*no current revocation list/);
});

test('the service must know this very file, not only its number', async () => {
  let pdfSha256 = createHash('sha256').update(pdf).digest('hex');
  const statusCurrent = { status: 'in-force', sentence: 'It is in force.' };
  const service: Server = createServer((_, response) => {
    response.end(
      JSON.stringify({ number: aiftaContent.number, genuine: true, pdfSha256, statusCurrent }),
    );
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const ask = () => verify('certificate.pdf', 'trust', '--online', url);
  expect(await ask()).toMatchObject({
    code: 0,
    output: expect.stringContaining('in-force: It is'),
  });
  pdfSha256 = '00';
  expect(await ask()).toMatchObject({ code: 1, output: expect.stringContaining('another file') });
  service.close();
  expect(await ask()).toMatchObject({ code: 2, output: '' });
});
