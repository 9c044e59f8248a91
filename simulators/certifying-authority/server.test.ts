import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CertificateRevocationList } from 'pkijs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCertifyingAuthority, toPem, trustAnchorPem } from './authority.ts';
import { issueSealCertificate, issueSigningCertificate } from './issue.ts';
import { revoke } from './revocation.ts';
import { startCertifyingAuthority } from './server.ts';

const run = promisify(execFile);
/** Relative to the folder: openssl cuts `-untrusted` at blanks. */
const trust = ['-CAfile', 'root.pem', '-untrusted', 'ca.pem'];
let folder: string;
let running: Awaited<ReturnType<typeof startCertifyingAuthority>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecoo ca '));
  running = await startCertifyingAuthority({ dataDir: folder, port: 0 });
  await writeFile(join(folder, 'root.pem'), trustAnchorPem(running.authority));
  await writeFile(join(folder, 'ca.pem'), toPem(running.authority.intermediate.der));
});

afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});

describe('time stamps', () => {
  test.each(['sha256', 'sha384', 'sha512'])('openssl accepts a stamp over %s', async (hash) => {
    const { query, reply } = await stamp(['-cert', `-${hash}`]);
    await expect(verify(query, reply)).resolves.toMatch(/Verification: OK/);
  });

  test('openssl refuses a stamp for other data', async () => {
    const { reply } = await stamp(['-cert']);
    const other = await stamp(['-cert']);
    await expect(verify(other.query, reply)).rejects.toThrow(/nonce mismatch|imprint mismatch/);
  });

  test('carries certificates only when they are asked for', async () => {
    const [short, long] = [await stamp([]), await stamp(['-cert'])];
    expect((await stat(short.reply)).size).toBeLessThan((await stat(long.reply)).size - 1500);
  });

  test('serial numbers never repeat', async () => {
    const serials = [];
    for (let i = 0; i < 20; i++) {
      const { reply } = await stamp([]);
      const { stdout } = await run('openssl', ['ts', '-reply', '-in', reply, '-text']);
      serials.push(/Serial number: (0x\w+)/.exec(stdout)?.[1]);
    }
    expect(new Set(serials).size).toBe(20);
  });

  test.each([
    ['sha1 imprint', ['-sha1'], /unrecognized or unsupported algorithm/],
    ['unknown policy', ['-tspolicy', '1.2.3.4'], /policy is not supported/],
  ])('refuses an %s in the words of RFC 3161', async (_, options, words) => {
    const { reply } = await stamp(options);
    const { stdout } = await run('openssl', ['ts', '-reply', '-in', reply, '-text']);
    expect(stdout).toMatch(/Rejected/);
    expect(stdout).toMatch(words);
  });

  test('answers garbage, too much, and the wrong type without falling over', async () => {
    const garbage = await post(randomBytes(100));
    expect(await garbage.text()).toContain('This is not a TimeStampReq.');
    expect((await post(randomBytes(20_000))).status).toBe(413);
    expect((await post(randomBytes(10), 'text/plain')).status).toBe(415);
    expect((await fetch(`${running.url}/tsa`)).status).toBe(405);
  });
});

describe('certificates', () => {
  test('an exporter’s certificate holds name, firm and IEC and chains to the root', async () => {
    const issued = await issueSigningCertificate(running.authority, {
      commonName: 'Asha Rao',
      organisation: 'Konkan Resins',
      iec: '0388012345',
      publicKey: spki(),
    });
    const certificate = new X509Certificate(issued.certificateDer);
    expect(certificate.subject).toBe('C=IN\nO=Konkan Resins\nOU=0388012345\nCN=Asha Rao');
    await expect(opensslVerify(issued.certificateDer)).resolves.toMatch(/OK/);
  });

  test('the QR key’s certificate is P-256 and chains to the root', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const issued = await issueSealCertificate(running.authority, {
      commonName: 'QR seal',
      organisation: 'eCoO',
      publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    });
    const key = new X509Certificate(issued.certificateDer).publicKey;
    expect(key.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    await expect(opensslVerify(issued.certificateDer)).resolves.toMatch(/OK/);
  });

  test('a revoked one is on the list fetched next, whoever revoked it, and openssl says so', async () => {
    const issued = await issueSigningCertificate(running.authority, {
      commonName: 'Left Office',
      organisation: 'EIC',
      publicKey: spki(),
    });
    await expect(opensslVerify(issued.certificateDer, true)).resolves.toMatch(/OK/);
    const elsewhere = await openCertifyingAuthority({ dataDir: folder, publicUrl: running.url });
    await revoke(elsewhere, issued.serial, 'affiliationChanged');
    await revoke(elsewhere, issued.serial);
    await expect(opensslVerify(issued.certificateDer, true)).rejects.toThrow(/certificate revoked/);
  });

  test('a serial that was never issued cannot be revoked', async () => {
    await expect(revoke(running.authority, '00'.repeat(16))).rejects.toThrow(/No certificate/);
  });
});

describe('publication', () => {
  test('lists are current, and every answer is labelled a simulation', async () => {
    for (const path of ['/crl/root.crl', '/crl/ca.crl']) {
      const answer = await fetch(running.url + path);
      const list = CertificateRevocationList.fromBER(await answer.arrayBuffer());
      expect(list.thisUpdate.value.getTime()).toBeLessThanOrEqual(Date.now());
      expect(list.nextUpdate?.value.getTime()).toBeGreaterThan(Date.now() + 20 * 3_600_000);
      expect(answer.headers.get('x-simulation')).toMatch(/no legal effect/);
    }
    expect(await (await fetch(running.url)).text()).toMatch(/Nothing here has legal effect/);
    expect((await fetch(`${running.url}/nothing`)).status).toBe(404);
  });
});

describe('what is kept', () => {
  test('keys are readable by their owner alone', async () => {
    for (const party of ['root', 'ca', 'tsa']) {
      const key = await stat(join(running.authority.directory, `${party}.key`));
      expect(key.mode & 0o777).toBe(0o600);
    }
  });

  test('a second start keeps the same root, and two first starts at once agree on one', async () => {
    const dataDir = join(folder, 'twice');
    const options = { dataDir, publicUrl: running.url };
    const both = await Promise.all([
      openCertifyingAuthority(options),
      openCertifyingAuthority(options),
    ]);
    const again = await openCertifyingAuthority(options);
    expect(both.map((one) => trustAnchorPem(one))).toEqual([
      trustAnchorPem(again),
      trustAnchorPem(again),
    ]);
  });
});

function spki(): Uint8Array {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return publicKey.export({ format: 'der', type: 'spki' });
}

let counter = 0;
async function stamp(options: string[]) {
  const base = join(folder, `stamp-${++counter}`);
  await writeFile(`${base}.txt`, randomBytes(40));
  const query = `${base}.tsq`;
  await run('openssl', ['ts', '-query', '-data', `${base}.txt`, ...options, '-out', query]);
  const answer = await post(await readFile(query));
  expect(answer.headers.get('content-type')).toBe('application/timestamp-reply');
  await writeFile(`${base}.tsr`, new Uint8Array(await answer.arrayBuffer()));
  return { query, reply: `${base}.tsr` };
}

function post(body: Uint8Array, type = 'application/timestamp-query') {
  const bytes = Uint8Array.from(body);
  const headers = { 'content-type': type };
  return fetch(`${running.url}/tsa`, { method: 'POST', headers, body: bytes });
}

async function verify(query: string, reply: string): Promise<string> {
  const args = ['ts', '-verify', '-queryfile', query, '-in', reply, ...trust];
  return (await run('openssl', args, { cwd: folder })).stdout;
}

async function opensslVerify(der: Uint8Array, checkList = false): Promise<string> {
  const pem = join(folder, `verify-${++counter}.pem`);
  const list = join(folder, `verify-${counter}.crl`);
  await writeFile(pem, toPem(der));
  const crl = await (await fetch(`${running.url}/crl/ca.crl`)).arrayBuffer();
  const text = execFileSync('openssl', ['crl', '-inform', 'der'], { input: new Uint8Array(crl) });
  await writeFile(list, text);
  const lists = checkList ? ['-crl_check', '-CRLfile', list] : [];
  const args = ['verify', '-x509_strict', ...trust, ...lists, pem];
  return (await run('openssl', args, { cwd: folder })).stdout;
}
