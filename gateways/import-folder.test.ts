import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createImportFolder } from './import-folder.ts';

const outside = mkdtempSync(path.join(tmpdir(), 'ecoo-imports-'));
afterAll(() => rmSync(outside, { recursive: true }));
const base = path.join(outside, 'imports');
const folder = createImportFolder(base);

describe('the folder of imports', () => {
  test('keeps a file part by part, and a part that is sent again once', async () => {
    expect(await folder.list()).toEqual([]);
    await folder.keepPart('one', 'items.psv', 0, Buffer.from('begun '));
    await folder.keepPart('one', 'items.psv', 6, Buffer.from('and'));
    const again = await folder.keepPart('one', 'items.psv', 6, Buffer.from('and ended'));
    expect(again).toEqual({ outcome: 'kept', arrived: 15 });
    expect(readFileSync(path.join(base, 'one/items.psv'), 'utf8')).toBe('begun and ended');
    const gap = await folder.keepPart('one', 'items.psv', 99, Buffer.from('x'));
    expect(gap).toEqual({ outcome: 'missing', arrived: 15 });
    expect(await folder.find('one')).toEqual({
      name: 'one',
      files: [{ name: 'items.psv', bytes: 15 }],
    });
    expect(await folder.list()).toEqual(['one']);
  });

  test('does not touch what is there already, and leaves nothing of another file', async () => {
    const place = path.join(base, 'same/items.psv');
    const send = (at: number, text: string) =>
      folder.keepPart('same', 'items.psv', at, Buffer.from(text));
    await send(0, 'first ');
    await send(6, 'second');
    const reader = openSync(place, 'r');
    utimesSync(place, 1, 1);
    expect(await send(0, 'first ')).toEqual({ outcome: 'kept', arrived: 6 });
    expect(await send(6, 'second')).toEqual({ outcome: 'kept', arrived: 12 });
    await send(12, '');
    expect(statSync(place).mtimeMs).toBe(1000);
    expect(readFileSync(reader, 'utf8')).toBe('first second');
    closeSync(reader);
    await send(0, 'First');
    expect(readFileSync(place, 'utf8')).toBe('First');
    await send(2, '');
    expect(readFileSync(place, 'utf8')).toBe('Fi');
  });

  test('keeps documents beside an export, and names them page by page', async () => {
    for (const name of ['b.pdf', 'c.pdf', 'a.pdf']) {
      await folder.keepDocument('scans', name, 0, Buffer.from(name));
    }
    await folder.keepPart('scans', 'items.psv', 0, Buffer.from('rows'));
    expect(readFileSync(path.join(base, 'scans/documents/b.pdf'), 'utf8')).toBe('b.pdf');
    expect(await folder.documents('scans', { after: '', limit: 2 })).toEqual({
      documents: ['a.pdf', 'b.pdf'].map((name) => ({ name, bytes: 5 })),
      next: 'b.pdf',
    });
    const rest = { documents: [{ name: 'c.pdf', bytes: 5 }], next: null };
    expect(await folder.documents('scans', { after: 'b.pdf', limit: 2 })).toEqual(rest);
    const none = { documents: [], next: null };
    expect(await folder.documents('nobody', { after: '', limit: 2 })).toEqual(none);
    symlinkSync(outside, path.join(base, 'one/documents'));
    const written = folder.keepDocument('one', 'a.pdf', 0, Buffer.from('x'));
    await expect(written).rejects.toThrow('no folder');
    expect(await folder.documents('one', { after: '', limit: 2 })).toEqual(none);
  });

  test.each(['..', '.', '../one', 'a/b', 'a\\b', '/etc', '', '.hidden', 'a\0b', 'x'.repeat(101)])(
    'has no source of the name %j',
    async (name) => {
      await expect(folder.find(name)).rejects.toThrow('plain folder name');
      const written = folder.keepPart(name, 'items.psv', 0, Buffer.from('x'));
      await expect(written).rejects.toThrow('plain folder name');
    },
  );

  test('what only leads elsewhere is neither found nor written through', async () => {
    const elsewhere = path.join(outside, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, 'items.psv'), 'theirs');
    mkdirSync(path.join(base, 'two'), { recursive: true });
    symlinkSync(elsewhere, path.join(base, 'link'));
    symlinkSync(path.join(elsewhere, 'items.psv'), path.join(base, 'two/items.psv'));
    expect(await folder.find('link')).toBeNull();
    expect((await folder.find('two'))?.files).toEqual([]);
    const bytes = Buffer.from('ours');
    await expect(folder.keepPart('link', 'items.psv', 0, bytes)).rejects.toThrow('no folder');
    await expect(folder.keepPart('two', 'items.psv', 0, bytes)).rejects.toThrow('ELOOP');
    expect(readFileSync(path.join(elsewhere, 'items.psv'), 'utf8')).toBe('theirs');
  });
});
