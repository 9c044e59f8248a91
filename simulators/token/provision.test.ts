import { execFile } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CertifyingAuthority,
  openCertifyingAuthority,
} from '../certifying-authority/authority.ts';
import { provisionToken, provisionTokens, type TokenHolder } from './provision.ts';
import { prepareSoftHsm, withLibrary } from './softhsm.ts';
import { openToken } from './softhsm-token.ts';

const run = promisify(execFile);
let dataDir: string;
let authority: CertifyingAuthority;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ecoo tokens '));
  authority = await openCertifyingAuthority({ dataDir, publicUrl: 'http://127.0.0.1:9' });
});

afterAll(() => rm(dataDir, { recursive: true }));

const officers: TokenHolder[] = Array.from({ length: 15 }, (_, index) => ({
  label: `EIC officer ${index + 1}`,
  pin: `4711${index}`,
  commonName: `Asha “A.” Rao, ${index + 1}`,
  organisation: 'Export Inspection Council, Mumbai',
}));

describe('SoftHSM2 tokens', () => {
  test('fifteen officers have theirs, and keep them ever after', async () => {
    const tokens = await provisionTokens({ dataDir, authority }, officers);
    expect(tokens.map(({ kind }) => kind)).toEqual(officers.map(() => 'pkcs11'));
    expect(new Set(tokens.map((one) => one.certificateSha256)).size).toBe(15);
    const again = await provisionTokens({ dataDir, authority }, officers);
    expect(again).toEqual(tokens);
  });

  test('another program finds the token, with a certificate of the licensed authority', async () => {
    const token = await provisionToken({ dataDir, authority }, officers[0] as TokenHolder);
    const environment = { env: token.signAgent.environment };
    const { stdout } = await run('softhsm2-util', ['--show-slots'], environment);
    expect(stdout).toMatch(/Label: +EIC officer 1 /);
    expect(token.signAgent.arguments.slice(2)).toEqual(['--token', 'EIC officer 1']);
    const certificate = new X509Certificate(token.certificateDer);
    expect(certificate.checkIssued(new X509Certificate(token.chain[0] ?? ''))).toBe(true);
  });

  test('the private key does not come out, PIN or no PIN', async () => {
    const officer = officers[0] as TokenHolder;
    await provisionToken({ dataDir, authority }, officer);
    const hsm = await prepareSoftHsm(join(dataDir, 'token'));
    if (hsm === null) throw new Error('SoftHSM2 and pkcs11js are needed for this test.');
    const { CKA_CLASS, CKA_PRIVATE_EXPONENT, CKO_PRIVATE_KEY } = hsm.pkcs11;
    await withLibrary(hsm, async (library) => {
      const session = openToken(hsm, library, officer.label, officer.pin);
      library.C_FindObjectsInit(session, [{ type: CKA_CLASS, value: CKO_PRIVATE_KEY }]);
      const [key] = library.C_FindObjects(session, 2);
      if (key === undefined) throw new Error('There is no private key on the token.');
      const read = () =>
        library.C_GetAttributeValue(session, key, [{ type: CKA_PRIVATE_EXPONENT }]);
      expect(read).toThrow('CKR_ATTRIBUTE_SENSITIVE');
    });
  });

  test('a holder whose name changed gets a new key and certificate on the same token', async () => {
    const officer = { ...(officers[1] as TokenHolder), commonName: 'Asha Kulkarni' };
    const before = await provisionToken({ dataDir, authority }, officers[1] as TokenHolder);
    const after = await provisionToken({ dataDir, authority }, officer);
    expect(new X509Certificate(after.certificateDer).subject).toContain('CN=Asha Kulkarni');
    expect(publicKeyOf(after.certificateDer)).not.toEqual(publicKeyOf(before.certificateDer));
  });

  test('a wrong PIN for a token that must be written is refused', async () => {
    const officer = { ...(officers[2] as TokenHolder), commonName: 'Somebody Else', pin: '0000' };
    await expect(provisionToken({ dataDir, authority }, officer)).rejects.toThrow(
      'CKR_PIN_INCORRECT',
    );
  });
});

describe('PKCS#12 files, where there is no PKCS#11 module', () => {
  const exporter: TokenHolder = {
    label: 'konkan-resins',
    pin: '99887',
    commonName: 'Ravi Joshi',
    organisation: 'Konkan Resins',
    iec: '0388012345',
  };

  test('openssl opens the file with the PIN, and its owner alone may read it', async () => {
    const place = { dataDir, authority, kind: 'pkcs12' } as const;
    const token = await provisionToken(place, exporter);
    const [option, file = ''] = token.signAgent.arguments;
    expect([token.kind, option]).toEqual(['pkcs12', '--pkcs12']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { stdout } = await run('openssl', [
      'pkcs12',
      '-in',
      file,
      '-passin',
      'pass:99887',
      '-nodes',
    ]);
    expect(stdout).toMatch(/BEGIN PRIVATE KEY/);
    expect(stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    expect(await provisionToken(place, exporter)).toEqual(token);
  });
});

function publicKeyOf(der: Uint8Array) {
  return createPublicKey(new X509Certificate(der).toString()).export({ format: 'jwk' }).n;
}

test('an authority that moved to another address is found there by new certificates', async () => {
  const holder = { label: 'moved', pin: '4711', commonName: 'Asha Rao', organisation: 'EIC' };
  const folder = await mkdtemp(join(tmpdir(), 'ecoo moved '));
  const provide = async (publicUrl: string) => {
    const place = await openCertifyingAuthority({ dataDir: folder, publicUrl });
    return provisionToken({ dataDir: folder, authority: place }, holder);
  };
  try {
    const [before, after] = [
      await provide('http://127.0.0.1:9'),
      await provide('http://127.0.0.1:8'),
    ];
    const [issuer, root] = after.chain;
    expect(Buffer.from(after.certificateDer).includes('http://127.0.0.1:8/crl/ca.crl')).toBe(true);
    expect(Buffer.from(issuer ?? []).includes('http://127.0.0.1:8/crl/root.crl')).toBe(true);
    expect(root).toEqual(before.chain[1]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
