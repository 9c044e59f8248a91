import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificate, CertificateRevocationList } from 'pkijs';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openCertifyingAuthority } from '../simulators/certifying-authority/authority.ts';
import { issueSigningCertificate } from '../simulators/certifying-authority/issue.ts';
import {
  intermediateList,
  revoke,
  rootList,
} from '../simulators/certifying-authority/revocation.ts';
import { createRevocation } from './revocation.ts';

type Authority = Awaited<ReturnType<typeof openCertifyingAuthority>>;

const HOUR = 3_600_000;
let folder: string;
let server: Server;
let url: string;
let authority: Authority;
let holder: Awaited<ReturnType<typeof issueSigningCertificate>>;
/** What the server answers next; null is an outage. */
let answer: ((path: string) => Promise<Uint8Array | string>) | null;
let requests: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecoo-lists-'));
  server = createServer(async (request, response) => {
    requests.push(request.url ?? '');
    if (answer === null) return response.destroy();
    response.end(await answer(request.url ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  authority = await openCertifyingAuthority({ dataDir: folder, publicUrl: url });
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  holder = await issueSigningCertificate(authority, {
    commonName: 'Asha Rao',
    organisation: 'EIC',
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
  });
});

afterAll(async () => {
  vi.useRealTimers();
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date() });
  requests = [];
  answer = (path) => (path.includes('root') ? rootList(authority) : intermediateList(authority));
});

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const lists = () => createRevocation({ timeoutMs: 10_000 });

test('finds one list for each issuer of a chain by the certificates alone', async () => {
  const found = await lists().listsFor([holder.certificateDer, ...holder.chain]);
  const issuers = found.map(
    (der) => CertificateRevocationList.fromBER(Uint8Array.from(der)).issuer,
  );
  expect(requests.sort()).toEqual(['/crl/ca.crl', '/crl/root.crl']);
  expect(issuers[0]?.isEqual(authority.intermediate.certificate.subject)).toBe(true);
  expect(issuers[1]?.isEqual(authority.root.certificate.subject)).toBe(true);
});

test('asks once for many that want the same list at once, and again only after five minutes', async () => {
  const { fetchList } = lists();
  await Promise.all(Array.from({ length: 20 }, () => fetchList(`${url}/crl/ca.crl`)));
  await fetchList(`${url}/crl/ca.crl`);
  expect(requests).toHaveLength(1);
  later(6 * 60_000);
  await fetchList(`${url}/crl/ca.crl`);
  expect(requests).toHaveLength(2);
});

test('a revocation is seen after five minutes though the old list were good for a day', async () => {
  const { fetchList } = lists();
  const revoked = async () => {
    const list = CertificateRevocationList.fromBER(
      Uint8Array.from(await fetchList(`${url}/crl/ca.crl`)),
    );
    return list.isCertificateRevoked(Certificate.fromBER(Uint8Array.from(holder.certificateDer)));
  };
  expect(await revoked()).toBe(false);
  await revoke(authority, holder.serial);
  later(6 * 60_000);
  expect(await revoked()).toBe(true);
});

test('an outage is bridged until nextUpdate, and then nothing is said to be unrevoked', async () => {
  const { fetchList } = lists();
  const first = await fetchList(`${url}/crl/ca.crl`);
  answer = null;
  later(23 * HOUR);
  expect(await fetchList(`${url}/crl/ca.crl`)).toEqual(first);
  later(2 * HOUR);
  await expect(fetchList(`${url}/crl/ca.crl`)).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    system: 'revocation',
  });
});

test('an outdated list, one from the future and a page are no lists', async () => {
  const today = await intermediateList(authority);
  answer = async () => today;
  later(25 * HOUR);
  await expect(lists().fetchList(url)).rejects.toThrow(/outdated/);
  later(-26 * HOUR);
  await expect(lists().fetchList(url)).rejects.toThrow(/dated in the future/);
  answer = async () => '<html>';
  await expect(lists().fetchList(url)).rejects.toThrow(/not a revocation list/);
});

test('a certificate that names no list, and an address that is not HTTP, fail', async () => {
  const rootLike = Certificate.fromBER(Uint8Array.from(holder.certificateDer));
  rootLike.extensions = [];
  const bare = new Uint8Array(rootLike.toSchema(true).toBER());
  await expect(lists().listsFor([bare])).rejects.toThrow(/names no revocation list/);
  await expect(lists().fetchList('file:///etc/passwd')).rejects.toThrow(/http or https only/);
});
