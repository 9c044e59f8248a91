import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qrClaims } from '../../document/qr/claims.ts';
import { encodeQr } from '../../document/qr/qr-text.ts';
import { aiftaContent } from '../../document/testing/sample-content.ts';
import { makeTestTrust } from '../../document/testing/test-trust.ts';
import { pemOf, runVerify } from './testing/run-verify.ts';

const trust = makeTestTrust();
const code = encodeQr(
  qrClaims(aiftaContent, trust.officer.certificate),
  'https://ecoo.example',
  trust.qr,
);
let folder: string;
let pem: string;
let service: Server;
let url: string;
/** What the issuing service answers for any number. */
let answer: { status: number; body: unknown };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecoo verify '));
  pem = join(folder, 'trust.pem');
  const certificates = [trust.root, trust.issuing, trust.qr].map((one) => one.certificate);
  await writeFile(pem, pemOf(...certificates));
  service = createServer((request, response) => {
    expect(request.url).toBe(`/api/v1/verify/${aiftaContent.number}`);
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});

afterAll(async () => {
  service.close();
  await rm(folder, { recursive: true });
});

describe('offline', () => {
  test('a code of the service is genuine, and what it says is there to compare', async () => {
    const { code: exit, output } = await runVerify(['--qr', code, '--trust', pem]);
    expect(output).toMatch(/^GENUINE\n/);
    expect(output).toContain('status             not checked: offline');
    expect(output).toContain(aiftaContent.number);
    expect(output).toContain('USD 100000');
    expect(exit).toBe(0);
  });

  test('the trust file of the installation serves where none is named', async () => {
    const data = join(folder, 'data');
    await mkdir(join(data, 'trust'), { recursive: true });
    await writeFile(join(data, 'trust', 'trust.pem'), pemOf(trust.root.certificate));
    const unknownKey = await runVerify(['--qr', code, '--json'], { ECOO_DATA_DIR: data });
    expect(unknownKey.code).toBe(1);
    expect(JSON.parse(unknownKey.output)).toMatchObject({ genuine: false, claims: null });
    const none = await runVerify(['--qr', code], { ECOO_DATA_DIR: folder });
    expect([none.code, none.errors]).toEqual([2, expect.stringContaining('--trust')]);
  });

  test.each([5, 100, 300, 500])(
    'a code with digit %i from its end changed is not genuine',
    async (at) => {
      const place = code.length - at;
      const digit = (Number(code[place]) + 1) % 10;
      const changed = `${code.slice(0, place)}${digit}${code.slice(place + 1)}`;
      const { code: exit, output } = await runVerify(['--qr', changed, '--trust', pem]);
      expect([exit, output]).toEqual([1, expect.stringMatching(/^NOT GENUINE\n/)]);
    },
  );

  test('a code of another service’s key is not genuine', async () => {
    const other = makeTestTrust();
    const forged = encodeQr(
      qrClaims(aiftaContent, trust.officer.certificate),
      'https://ecoo.example',
      other.qr,
    );
    const known = join(folder, 'forged.pem');
    // Even where the forger's key itself was slipped into the trust file.
    await writeFile(known, pemOf(trust.root.certificate, other.qr.certificate));
    expect((await runVerify(['--qr', forged, '--trust', known])).code).toBe(1);
  });
});

describe('with the service asked', () => {
  const says = (status: string) => ({
    status: 200,
    body: {
      number: aiftaContent.number,
      genuine: true,
      pdfSha256: '00',
      statusCurrent: { status, sentence: `It is ${status}.` },
    },
  });
  const ask = () => runVerify(['--qr', code, '--trust', pem, '--online', url, '--json']);

  test.each([
    ['in-force', 0],
    ['expired', 0],
    ['superseded', 1],
    ['cancelled', 1],
  ])('one that is %s ends with code %i', async (status, exit) => {
    answer = says(status);
    const result = await ask();
    expect(JSON.parse(result.output)).toMatchObject({ genuine: true, status: { status } });
    expect(result.code).toBe(exit);
  });

  test('a number that the service does not know is not accepted', async () => {
    answer = { status: 404, body: { code: 'certificate-not-found' } };
    const result = await ask();
    expect(JSON.parse(result.output).status.status).toBe('unknown');
    expect(result.code).toBe(1);
  });

  test('a record that the service itself finds changed is not accepted', async () => {
    const { status, body } = says('in-force');
    answer = { status, body: { ...body, genuine: false } };
    expect((await ask()).code).toBe(1);
  });

  test.each([
    ['an error', { status: 500, body: {} }],
    ['a wrong address', { status: 404, body: { error: 'no such page' } }],
    ['nonsense', { status: 200, body: { hello: 1 } }],
    ['another number', { status: 200, body: { ...says('in-force').body, number: 'X' } }],
  ])('%s in place of an answer is no yes', async (_, wrong) => {
    answer = wrong;
    const result = await ask();
    expect([result.code, result.output]).toEqual([2, '']);
  });
});

test('wrong use ends with code 2 and says what to do', async () => {
  const wrong: [string[], RegExp][] = [
    [[], /Name either a PDF file or --qr/],
    [['a.pdf', '--qr', code], /Name either a PDF file or --qr/],
    [['--qr', 'hello', '--trust', pem], /not the text of a certificate/],
    [['missing.pdf', '--trust', pem], /missing\.pdf cannot be read/],
    [[pem, '--trust', pem], /is not a PDF file/],
    [['--qr', code, '--trust', join(folder, 'none.pem')], /none\.pem cannot be read/],
    [['--qr', code, '--trust', pem, '--online', 'ecoo.example'], /address of the service/],
  ];
  const results = await Promise.all(wrong.map(([args]) => runVerify(args)));
  for (const [index, [, words]] of wrong.entries())
    expect([results[index]?.code, results[index]?.errors]).toEqual([
      2,
      expect.stringMatching(words),
    ]);
});
