import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ExportSize, writeLegacyExport } from './write-export.ts';

const base = mkdtempSync(path.join(tmpdir(), 'ecoo-legacy-'));
afterAll(() => rmSync(base, { recursive: true }));

let made = 0;
function exported(size: ExportSize) {
  made += 1;
  const folder = path.join(base, String(made));
  const expected = writeLegacyExport(folder, size);
  const read = (name: string) => readFileSync(path.join(folder, name));
  return { expected, read, lines: (name: string) => read(name).toString('latin1').split('\r\n') };
}

type Manifest = { files: Record<string, { rows: number; sha256: string }> };

test('the manifest gives rows and SHA-256 of the six files as they are', () => {
  const { read, lines } = exported({ certificates: 300, seed: 5, dirt: 0.1 });
  const { files } = JSON.parse(String(read('manifest.json'))) as Manifest;
  expect(Object.keys(files).toSorted()).toEqual([
    'certificates.psv',
    'exporters.psv',
    'items.psv',
    'offices.psv',
    'wallet_txns.psv',
    'wallets.psv',
  ]);
  for (const [name, { rows, sha256 }] of Object.entries(files)) {
    expect(lines(name).length - 2, name).toBe(rows);
    expect(createHash('sha256').update(read(name)).digest('hex'), name).toBe(sha256);
  }
});

test('every row of certificates is taken, skipped or rejected in what is expected', () => {
  const { expected, lines } = exported({ certificates: 2000, seed: 9, dirt: 0.2 });
  const rejected = Object.values(expected.rejects.certificates ?? {});
  const sum = rejected.reduce((total, count) => total + count, 0);
  const rows = lines('certificates.psv').length - 2;
  expect(expected.certificates + expected.skippedDuplicates + sum).toBe(rows);
  expect(rejected).toHaveLength(13);
  expect(expected.repairedCertificates).toBeGreaterThan(0);
  expect(expected.supersededCertificates).toBeGreaterThan(0);
});

test('a longer export of the same seed begins with the shorter one', () => {
  const [short, long] = [400, 600].map((certificates) =>
    exported({ certificates, seed: 7, dirt: 0.1 }),
  );
  for (const name of ['exporters.psv', 'certificates.psv', 'wallets.psv', 'wallet_txns.psv']) {
    const first = short?.lines(name).slice(0, -1);
    expect(long?.lines(name).slice(0, first?.length)).toEqual(first);
  }
});

test('letters stand in Windows-1252, fields are quoted where they need it', () => {
  const { read, lines } = exported({ certificates: 400, seed: 2, dirt: 0.3 });
  const text = new TextDecoder('windows-1252').decode(read('certificates.psv'));
  expect(text).toMatch(/Société Générale d’Import “[A-Z]{2}”/);
  expect(lines('items.psv').join('\n')).toContain('"Cotton fabric, plain weave, 36"" wide"');
});
