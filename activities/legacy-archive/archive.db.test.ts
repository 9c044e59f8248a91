import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import {
  listLegacyDocuments,
  listRefusedDocuments,
} from '../../db/queries/legacy/legacy-document.ts';
import { findReport } from '../../db/queries/migration/report.ts';
import { account, legacyDocument, migrationBatch } from '../../db/schema/schema.ts';
import { hashesOf, readSeal } from '../../document/migration-report/seal.ts';
import { testCertificate } from '../../document/testing/test-authority.ts';
import { runTool } from '../../document/testing/validators.ts';
import type { BatchFigures } from '../../domain/migration/batch.ts';
import { exportFiles } from '../../domain/migration/export-file.ts';
import { largestDocument } from '../../domain/migration/legacy-document.ts';
import { createFileStorage } from '../../gateways/storage.ts';
import {
  acceptBatch,
  legacyCertificateIn,
  reconciledBatch,
} from '../../test/records/legacy-record.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { createArchiveActivities } from './archive-activities.ts';

const { database } = await freshDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'ecoo-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));
const storage = createFileStorage(path.join(folder, 'storage'));
const authority = testCertificate({ name: 'Test Root', kind: 'authority' });
const qrKey = testCertificate({ name: 'QR', kind: 'signer', keyType: 'ec', issuer: authority });
const { copyDocuments, writeReport } = createArchiveActivities({ database, storage, qrKey });
const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const scan = readFileSync(new URL('../../samples/documents/packing-list.pdf', import.meta.url));
const other = readFileSync(new URL('../../samples/documents/bill-of-lading.pdf', import.meta.url));

/** A batch with an export in a folder of its own: files by their name, and the list of them. */
async function anExport(list: unknown, files: Record<string, Uint8Array> = {}) {
  const { id: batchId, number } = await reconciledBatch(database);
  const directory = path.join(folder, randomUUID());
  const documents = path.join(directory, 'documents');
  mkdirSync(documents, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(path.join(documents, name), bytes);
  }
  if (list !== undefined) {
    const text = typeof list === 'string' ? list : JSON.stringify(list);
    writeFileSync(path.join(documents, 'documents.json'), text);
  }
  const own = eq(migrationBatch.number, number);
  await database.update(migrationBatch).set({ directory }).where(own);
  return { number, documents, batchId };
}

const copy = (batchId: string, limit: number) =>
  environment.run(copyDocuments, { batchId, limit }) as ReturnType<typeof copyDocuments>;

async function copyAll(batchId: string, limit = 2) {
  const sums = { taken: 0, refused: 0 };
  for (;;) {
    const { taken, refused, done } = await copy(batchId, limit);
    sums.taken += taken;
    sums.refused += refused;
    if (done) return sums;
  }
}

const operators = await Promise.all(
  ['operator-a', 'operator-b'].map(async (login) => {
    const id = randomUUID();
    const person = { login, name: `Person ${login}`, email: `${login}@dgft.example` };
    await database.insert(account).values({ id, role: 'migration-operator', ...person });
    return id;
  }),
);

describe('R62 documents that came with an export', () => {
  test('are kept by their hash, in chunks, each once however often it is tried', async () => {
    const one = await anExport([], { 'one.pdf': scan, 'two.pdf': other });
    const number = await legacyCertificateIn(database, one.number);
    const list = [
      { name: 'one.pdf', sha256: sha256Of(scan), number, kind: 'certificate' },
      { name: 'two.pdf', sha256: sha256Of(other).toUpperCase(), number, kind: 'scan' },
      { name: 'one.pdf', sha256: sha256Of(scan), number, kind: 'certificate' },
    ];
    writeFileSync(path.join(one.documents, 'documents.json'), JSON.stringify(list));
    expect(await copy(one.batchId, 1)).toEqual({ taken: 1, refused: 0, done: false });
    expect(await copyAll(one.batchId)).toEqual({ taken: 2, refused: 0 });
    expect(await copyAll(one.batchId)).toEqual({ taken: 0, refused: 0 });
    // Nobody sees them before two operators accept the batch.
    expect(await listLegacyDocuments(database, number)).toEqual([]);
    await acceptBatch(database, one.number, operators as [string, string]);
    const kept = await listLegacyDocuments(database, number);
    expect(kept.map(({ kind, mediaType }) => [kind, mediaType])).toEqual([
      ['certificate', 'application/pdf'],
      ['scan', 'application/pdf'],
    ]);
    expect(await storage.get(sha256Of(scan))).toEqual({ outcome: 'found', bytes: scan });
  });

  test('are refused one by one, with the reason, when they are not what the list says', async () => {
    const program = Buffer.from('MZ this is a program');
    const hidden = Buffer.concat([scan, Buffer.from('PK\u0005\u0006 and more')]);
    const files = { 'one.pdf': scan, 'run.exe': program, 'two-things.pdf': hidden };
    const large = Buffer.alloc(largestDocument + 1);
    const one = await anExport([], { ...files, 'large.pdf': large });
    symlinkSync('/etc/hostname', path.join(one.documents, 'link.pdf'));
    mkdirSync(path.join(one.documents, 'folder.pdf'));
    const number = await legacyCertificateIn(database, one.number);
    const entry = (name: string, bytes: Uint8Array, more = {}) => ({
      ...{ name, sha256: sha256Of(bytes), number, kind: 'scan' },
      ...more,
    });
    const list = [
      entry('../one.pdf', scan),
      entry('/etc/hostname', scan),
      entry('..', scan),
      null,
      entry('one.pdf', scan, { sha256: 'no hash' }),
      entry('one.pdf', scan, { kind: '<script>' }),
      entry('absent.pdf', scan),
      entry('link.pdf', scan),
      entry('folder.pdf', scan),
      entry('large.pdf', large),
      entry('one.pdf', other),
      entry('run.exe', program),
      entry('two-things.pdf', hidden),
      entry('one.pdf', scan, { number: 'EIC/2020/013/0000001A/00000000' }),
      entry('one.pdf', scan),
    ];
    writeFileSync(path.join(one.documents, 'documents.json'), JSON.stringify(list));
    expect(await copyAll(one.batchId, 4)).toEqual({ taken: 1, refused: list.length - 1 });
    const page = { after: -1, limit: 100 };
    const refused = await listRefusedDocuments(database, one.number, page);
    expect(refused.map(({ refusal }) => refusal)).toEqual([
      ...Array.from({ length: 6 }, () => 'entry-invalid'),
      ...['file-missing', 'not-a-plain-file', 'not-a-plain-file', 'too-large', 'hash-differs'],
      ...['type-refused', 'type-refused', 'certificate-unknown'],
    ]);
    expect(await storage.has(sha256Of(program))).toBe(false);
  });

  test('are tried again once their certificate has come', async () => {
    const number = 'EIC/2024/099/0000001A/00000001';
    const list = [{ name: 'one.pdf', sha256: sha256Of(scan), number, kind: 'certificate' }];
    const one = await anExport(list, { 'one.pdf': scan });
    expect(await copyAll(one.batchId)).toEqual({ taken: 0, refused: 1 });
    await legacyCertificateIn(database, one.number, { number });
    expect(await copyAll(one.batchId)).toEqual({ taken: 1, refused: 0 });
    const own = eq(legacyDocument.batch, one.number);
    const rows = await database.select().from(legacyDocument).where(own);
    expect(rows).toMatchObject([{ refusal: null, detail: null, mediaType: 'application/pdf' }]);
  });

  test('need not be there, but a list that cannot be read stops the run', async () => {
    const without = await anExport(undefined);
    rmSync(without.documents, { recursive: true });
    expect(await copyAll(without.batchId)).toEqual({ taken: 0, refused: 0 });
    for (const broken of ['{', '{}', undefined]) {
      const one = await anExport(broken);
      await expect(copy(one.batchId, 10)).rejects.toThrow('documents.json');
    }
  });
});

const file = { sent: 5, taken: 3, repaired: 1, skipped: 1, rejected: 1, sha256: 'a'.repeat(64) };
const figures: BatchFigures = {
  ...{ exporters: 3, certificates: 3, items: 3, wallets: 3, walletBalancePaise: 1_234_567 },
  ...{ fobMinorUnitsByCurrency: { USD: 800_182_661, AED: 12 }, supersededCertificates: 1 },
  ...{ cancelledCertificates: 0, skippedDuplicates: 1, repairedCertificates: 1 },
  rejects: { certificates: { 'hs-invalid': 1 } },
  files: Object.fromEntries(exportFiles.map((name) => [name, file])) as BatchFigures['files'],
  certificatesByAgency: { EIC: 3 },
  certificatesByScheme: { NONPREF: 3 },
  ledger: { suspensePaise: 1_234_567, walletsPaise: 0, trialBalancePaise: 0 },
  disagreements: ['items.psv: <2> rows are missing'],
};

describe('R62 the report of a reconciliation', () => {
  test('is sealed over all three forms, once for the same figures, anew once it is accepted', async () => {
    const { number, batchId } = await anExport([]);
    await expect(writeReport({ batchId })).rejects.toThrow('no figures');
    const own = eq(migrationBatch.number, number);
    await database.update(migrationBatch).set({ figures }).where(own);
    const first = await writeReport({ batchId });
    expect(await writeReport({ batchId })).toEqual(first);
    const report = await findReport(database, number);
    if (!report) throw new Error('no report was kept');
    expect(report.jsonKey).toBe(first.sha256);

    const bytesOf = async (key: string) => {
      const stored = await storage.get(key);
      if (stored.outcome !== 'found') throw new Error(`${key} is not there`);
      return stored.bytes;
    };
    const files = {
      'report.json': await bytesOf(report.jsonKey),
      'report.html': await bytesOf(report.htmlKey),
      'report.pdf': await bytesOf(report.pdfKey),
    };
    const sealed = readSeal(report.seal, [authority.certificate, qrKey.certificate]);
    expect(sealed).toMatchObject({ batch: batchId, files: hashesOf(files) });
    expect(readSeal(report.seal, [authority.certificate])).toBeNull();
    const [head, payload = '', signature] = report.seal.split('.');
    const forged = Buffer.from(payload, 'base64url').toString().replace(batchId, 'another');
    const changed = [head, Buffer.from(forged).toString('base64url'), signature].join('.');
    expect(readSeal(changed, [qrKey.certificate])).toBeNull();

    expect(JSON.parse(files['report.json'].toString())).toMatchObject({
      ...{ figures, accepted: null, export: { source: 'coo.dgft.gov.in', cutOff: '2024-12-20' } },
      documents: { listed: 0, taken: 0, refused: {} },
    });
    const html = files['report.html'].toString();
    for (const words of ['hs-invalid', '12,34,567', 'It does NOT add up', '&lt;2&gt; rows']) {
      expect(html).toContain(words);
    }
    expect(html).not.toMatch(/<script|https?:/);
    const pdf = path.join(folder, 'report.pdf');
    writeFileSync(pdf, files['report.pdf']);
    const text = await runTool('pdftotext', '-layout', pdf, '-');
    for (const words of ['wallet_txns.psv', 'hs-invalid', 'a'.repeat(64), 'It does NOT add up']) {
      expect(text.output).toContain(words);
    }
    expect((await runTool('qpdf', '--check', pdf)).code).toBe(0);

    await acceptBatch(database, number, operators as [string, string]);
    const second = await writeReport({ batchId });
    expect(second).not.toEqual(first);
    const last = await findReport(database, number);
    expect(last?.jsonKey).toBe(second.sha256);
    expect(JSON.parse((await bytesOf(second.sha256)).toString()).accepted).toMatchObject({
      ...{ by: 'Person operator-a', with: 'Person operator-b' },
    });
  });
});
