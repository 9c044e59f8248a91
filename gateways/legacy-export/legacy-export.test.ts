import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { FileProblem } from '../../domain/migration/batch.ts';
import { exportFiles, type Manifest } from '../../domain/migration/export-file.ts';
import { writeLegacyExport } from '../../simulators/legacy-export/write-export.ts';
import { parseManifest, readManifest } from './manifest.ts';
import { readExportFile } from './read-file.ts';
import { readRows } from './read-rows.ts';
import { type ExportRecord, recordAt, recordOf } from './records.ts';

const base = mkdtempSync(path.join(tmpdir(), 'ecoo-export-'));
afterAll(() => rmSync(base, { recursive: true }));
let made = 0;

/** A sound export in a folder of its own. */
function soundExport(): string {
  made += 1;
  const folder = path.join(base, String(made));
  writeLegacyExport(folder, { certificates: 60, seed: made, dirt: 0.1 });
  return folder;
}

async function manifestOf(folder: string): Promise<Manifest> {
  const read = await readManifest(folder);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.manifest;
}

/** Everything for which the files cannot be imported. */
async function problemsOf(folder: string, { files }: Manifest): Promise<FileProblem[]> {
  const read = exportFiles.map((file) => readExportFile(folder, file, files[file], async () => {}));
  return (await Promise.all(read)).flat();
}

/** What is found wrong, told by file and kind, after something was done to an export. */
async function problemsAfter(harm: (folder: string) => void): Promise<[string | null, string][]> {
  const folder = soundExport();
  const manifest = await manifestOf(folder);
  harm(folder);
  const problems = await problemsOf(folder, manifest);
  for (const { file, message } of problems) expect(message).toContain(`${file}: `);
  return problems.map(({ file, problem }) => [file, problem]);
}

test('R62 a sound export has no problem', async () => {
  expect(await problemsAfter(() => {})).toEqual([]);
});

test('R62 a file that does not match its manifest is told by name and how', async () => {
  const items = 'items.psv';
  expect(await problemsAfter((at) => truncateSync(path.join(at, items), 1000))).toEqual([
    [items, 'rows-differ'],
    [items, 'hash-differs'],
  ]);
  expect(await problemsAfter((at) => appendFileSync(path.join(at, items), 'A|1'))).toEqual([
    [items, 'rows-differ'],
    [items, 'hash-differs'],
  ]);
  expect(await problemsAfter((at) => rmSync(path.join(at, 'wallets.psv')))).toEqual([
    ['wallets.psv', 'file-missing'],
  ]);
  const headless = (at: string) => {
    const text = readFileSync(path.join(at, 'offices.psv'), 'latin1');
    writeFileSync(
      path.join(at, 'offices.psv'),
      text.replace('AGENCY|OFFICE', 'OFFICE|AGENCY'),
      'latin1',
    );
  };
  expect(await problemsAfter(headless)).toEqual([
    ['offices.psv', 'header-wrong'],
    ['offices.psv', 'hash-differs'],
  ]);
});

test('R62 what cannot be a file of records in Windows-1252 is refused where it begins to be wrong', async () => {
  const add = (bytes: Uint8Array | string) => (at: string) =>
    appendFileSync(path.join(at, 'wallets.psv'), bytes);
  const utf8 = (at: string) => {
    const file = path.join(at, 'certificates.psv');
    const text = new TextDecoder('windows-1252').decode(readFileSync(file));
    writeFileSync(file, `${text}EIC/1|Société Générale\r\n`, 'utf8');
  };
  expect(await problemsAfter(add('W1|\0|x\r\n'))).toEqual([['wallets.psv', 'nul-byte']]);
  expect(await problemsAfter(add(Uint8Array.of(0x57, 0x81, 13, 10)))).toEqual([
    ['wallets.psv', 'not-windows-1252'],
  ]);
  expect(await problemsAfter(utf8)).toEqual([['certificates.psv', 'not-windows-1252']]);
  expect(await problemsAfter(add('"W1|'))).toEqual([['wallets.psv', 'quote-open']]);
});

test('R62 a line of 100 MB is refused, and memory does not grow by it', async () => {
  const before = process.memoryUsage().rss;
  const found = await problemsAfter((at) => {
    const file = openSync(path.join(at, 'items.psv'), 'a');
    const part = Buffer.alloc(1024 * 1024, 'A');
    for (let written = 0; written < 100; written += 1) writeSync(file, part);
    closeSync(file);
  });
  expect(found).toEqual([['items.psv', 'record-too-long']]);
  expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
});

test('R62 no link is followed, and no name leads out of the folder', async () => {
  const secret = path.join(base, 'secret');
  writeFileSync(secret, 'secret');
  const linked = (at: string) => {
    rmSync(path.join(at, 'items.psv'));
    symlinkSync(secret, path.join(at, 'items.psv'));
  };
  expect(await problemsAfter(linked)).toEqual([['items.psv', 'not-a-plain-file']]);

  const folder = soundExport();
  const { files } = await manifestOf(folder);
  for (const name of ['../secret', '/etc/passwd', 'items.psv/../../secret', 'extra.psv']) {
    const named = { files: { ...files, [name]: files['items.psv'] } };
    expect(parseManifest(JSON.stringify(named))).toMatchObject({
      problems: [{ problem: 'manifest-invalid' }],
    });
  }
  for (const text of ['', '[]', '{"files":[]}', '{"files":{"items.psv":{"rows":-1}}}']) {
    expect(parseManifest(text)).toMatchObject({ problems: [{ problem: 'manifest-invalid' }] });
  }
  expect(await readManifest(path.join(base, 'nowhere'))).toMatchObject({
    problems: [{ problem: 'manifest-missing' }],
  });
});

test('records are read as they stand: quotes, line ends within them, letters, places', async () => {
  const folder = soundExport();
  const rows = [
    'W1|"a ""b"" | c"|plain',
    'W2|"two\r\nlines"|x',
    'W3|Société Générale d\x92Import \x93LK\x94|\x80 5',
    '',
    'W4|last',
  ];
  writeFileSync(path.join(folder, 'wallets.psv'), ['head', ...rows].join('\r\n'), 'latin1');
  const bytes = readFileSync(path.join(folder, 'wallets.psv'));
  const expected = { rows: 5, sha256: createHash('sha256').update(bytes).digest('hex') };
  const records: ExportRecord[] = [];
  const problems = await readExportFile(folder, 'wallets.psv', expected, async (chunk, from) => {
    for (let at = from; at < chunk.count; at += 1) records.push(recordAt(chunk, at));
  });
  expect(problems.map(({ problem }) => problem)).toEqual(['header-wrong']);
  expect(
    records.map(({ line, text, hasLetters }) => [line, recordOf(text).fields, hasLetters]),
  ).toEqual([
    [2, ['W1', 'a "b" | c', 'plain'], false],
    [3, ['W2', 'two\r\nlines', 'x'], false],
    [5, ['W3', 'Société Générale d’Import “LK”', '€ 5'], true],
    [6, [''], false],
    [7, ['W4', 'last'], false],
  ]);
  const texts = await readRows(folder, 'wallets.psv', records);
  expect(texts?.[1]).toBe('W2|"two\r\nlines"|x');
  expect(texts?.[2]).toBe('W3|Société Générale d’Import “LK”|€ 5');
});
