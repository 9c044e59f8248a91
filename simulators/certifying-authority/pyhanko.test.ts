import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toPem, trustAnchorPem } from './authority.ts';
import { issueSigningCertificate } from './issue.ts';
import { revoke } from './revocation.ts';
import { startCertifyingAuthority } from './server.ts';

let folder: string;
let running: Awaited<ReturnType<typeof startCertifyingAuthority>>;
let serial: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecoo-pyhanko-'));
  running = await startCertifyingAuthority({ dataDir: folder, port: 0 });
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issued = await issueSigningCertificate(running.authority, {
    commonName: 'Asha Rao',
    organisation: 'Export Inspection Council',
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }),
  });
  serial = issued.serial;
  const document = await PDFDocument.create();
  document.addPage();
  await Promise.all([
    write('plain.pdf', await document.save({ useObjectStreams: false })),
    write('key.pem', pair.privateKey.export({ format: 'pem', type: 'pkcs8' })),
    write('certificate.pem', toPem(issued.certificateDer)),
    write('chain.pem', issued.chain.map(toPem).join('')),
    write('root.pem', trustAnchorPem(running.authority)),
  ]);
  const keys = ['--key', 'key.pem', '--cert', 'certificate.pem', '--chain', 'chain.pem'];
  const stamp = ['--timestamp-url', `${running.url}/tsa`, '--use-pades', '--field', 'Officer'];
  await pyhanko('addsig', ...stamp, 'pemder', '--no-pass', ...keys, 'plain.pdf', 'signed.pdf');
});

afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});

test('pyHanko stamps a signature here, follows the lists and finds it valid', async () => {
  const { stdout } = await validate('signed.pdf');
  expect(stdout).toMatch(/The signature is judged VALID/);
  expect(stdout).toMatch(/Signature timestamp/i);
});

test('pyHanko finds the signature invalid when a byte was changed', async () => {
  const bytes = await readFile(join(folder, 'signed.pdf'));
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  await write('changed.pdf', bytes);
  await expect(validate('changed.pdf')).rejects.toThrow();
});

test('pyHanko reads in the list that a certificate was revoked', async () => {
  await revoke(running.authority, serial, 'keyCompromise');
  await expect(validate('signed.pdf')).rejects.toMatchObject({
    stdout: expect.stringMatching(/revo[ck]/i),
  });
});

function write(name: string, content: string | Uint8Array) {
  return writeFile(join(folder, name), content);
}

function pyhanko(...args: string[]) {
  return promisify(execFile)('pyhanko', ['sign', ...args], { cwd: folder });
}

function validate(file: string) {
  return pyhanko('validate', '--pretty-print', '--trust', 'root.pem', '--trust-replace', file);
}
