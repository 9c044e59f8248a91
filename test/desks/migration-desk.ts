import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { surroundings } from '../../scripts/env.ts';
import type { Stack } from '../../scripts/stack/stack.ts';
import type { Expected } from '../../simulators/legacy-export/expected.ts';
import { type ExportSize, writeLegacyExport } from '../../simulators/legacy-export/write-export.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** How a command ended, with what it wrote. */
export type Ended = { code: number | null; out: string; err: string };

/** What `ecoo migrate` reports. */
export type Report = Expected & {
  files: Record<string, { sent: number; taken: number; skipped: number; rejected: number }>;
  batch: { id: string; phase: string; problems: unknown[] };
};

/** Every key of what was expected, and in every file rows in are rows taken, skipped and rejected. */
export function expectEqual(report: Report, expected: Expected): void {
  expect(report).toMatchObject(expected);
  expect(report.rejects).toEqual(expected.rejects);
  for (const { sent, taken, skipped, rejected } of Object.values(report.files)) {
    expect(taken + skipped + rejected).toBe(sent);
  }
}

/** What a command wrote that must have ended well. */
export function done({ code, out, err }: Ended): string {
  expect([code, err]).toEqual([0, expect.any(String)]);
  return out;
}

export const reportIn = (ended: Ended): Report => JSON.parse(done(ended));

const samples = fileURLToPath(new URL('../../samples/documents/', import.meta.url));

/** Puts two documents with their list beside an export, of a certificate that comes over. */
export function addDocuments(directory: string): void {
  const rows = readFileSync(path.join(directory, 'certificates.psv'), 'latin1').split('\r\n');
  const numbers = new Set(rows.map((row) => row.split('|')[0]));
  const number = rows.map((row) => row.split('|')[15]).find((one) => one && numbers.has(one));
  const folder = path.join(directory, 'documents');
  mkdirSync(folder);
  const list = ['packing-list.pdf', 'bill-of-lading.pdf'].map((name) => {
    const bytes = readFileSync(path.join(samples, name));
    writeFileSync(path.join(folder, name), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { name, sha256, number, kind: 'scan' };
  });
  writeFileSync(path.join(folder, 'documents.json'), JSON.stringify(list));
}

/** A migration operator beside a system of the test's own: commands, exports, and what the record holds. */
export function migrationDesk(stack: Stack) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ecoo-migrate-'));
  const env = { ...surroundings(), ECOO_DATA_DIR: stack.dataDir };

  /** Begins `ecoo migrate …`; `ended` resolves however it ends. */
  function begin(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
    const child = spawn(process.execPath, [main, 'migrate', ...args], { env });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code) => resolve({ code, out, err }));
    });
    return { child, ended };
  }
  const migrate = (...args: string[]): Promise<Ended> => begin(...args).ended;

  /** Works with a database that has just been killed, or is about to be. */
  async function withRecord<Result>(
    work: (client: ReturnType<typeof openDatabase>['$client']) => Promise<Result>,
  ): Promise<Result> {
    const database = openDatabase(stack.databaseUrl, { max: 1 });
    try {
      return await work(database.$client);
    } finally {
      await database.$client.end({ timeout: 5 });
    }
  }

  return {
    folder,
    begin,
    migrate,
    withRecord,
    status: async (): Promise<Report> => reportIn(await migrate('status', '--json')),
    exported(name: string, size: ExportSize) {
      const directory = path.join(folder, name);
      return { directory, expected: writeLegacyExport(directory, size) };
    },
    /** Rows of the earlier platform, of any kind, and what its money comes to. */
    holdings: () =>
      withRecord(async (record) => {
        const [row] = await record`
          select (select count(*) from legacy_certificate)::int as certificates,
            (select count(*) from legacy_item)::int as items,
            (select count(*) from legacy_exporter)::int as exporters,
            (select count(*) from legacy_wallet)::int as wallets,
            (select coalesce(sum(balance_paise), 0) from ledger_account
              where id like 'migration-suspense/%')::int as suspense,
            (select coalesce(sum(balance_paise), 0) from ledger_account
              where id like 'legacy-platform/%')::int as legacy,
            (select sum(balance_paise) from ledger_account)::int as trial`;
        return row;
      }),
    /** Lines of a file that are loaded, of all batches. */
    loaded: (file: string): Promise<number> =>
      withRecord(async (record) => {
        const [row] = await record`
          select sum(next_line - from_line)::int as lines from migration_cursor where file = ${file}`;
        return row?.lines ?? 0;
      }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
