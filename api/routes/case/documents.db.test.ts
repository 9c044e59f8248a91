import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { documentAnswer, documentsAnswer } from '../../schemas/case/record-answers.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const sample = readFileSync(
  new URL('../../../samples/documents/packing-list.pdf', import.meta.url),
);

function form(type: string, filename: string, bytes: Uint8Array<ArrayBuffer>) {
  const data = new FormData();
  data.set('type', type);
  data.set('file', new Blob([bytes]), filename);
  return data;
}

/** The sample with other bytes at its end, so that each is another file. */
const variant = (n: number) => new Uint8Array(Buffer.concat([sample, Buffer.from(' '.repeat(n))]));

async function upload(id: string, filename = 'packing list.pdf', n = 0, type = 'packing-list') {
  const body = form(type, filename, variant(n));
  return call(`/api/v1/applications/${id}/documents`, { body, as: 'exporter' });
}

const codeIn = async (answer: Response) => problemAnswer.parse(await answer.json()).code;

describe('documents', () => {
  it('R31 keeps a paper and hands it back byte for byte, as attachment', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const added = await upload(id, 'पैकिंग "सूची".pdf');
    expect(added.status).toBe(201);
    const paper = documentAnswer.parse(await added.json());
    expect(paper).toMatchObject({ filename: 'पैकिंग सूची.pdf', mediaType: 'application/pdf' });

    const file = await call(added.headers.get('location') ?? '', { as: 'exporter' });
    expect(Buffer.from(await file.arrayBuffer()).equals(sample)).toBe(true);
    expect(file.headers.get('content-disposition')).toMatch(
      /^attachment; filename=".*"; filename\*=UTF-8''%E0%A4%AA/,
    );
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-security-policy')).toBe('sandbox');
  });

  it('keeps the same file under the same type once', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const answers = await Promise.all(Array.from({ length: 5 }, () => upload(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    const list = await call(`/api/v1/applications/${id}/documents`, { as: 'exporter' });
    expect(documentsAnswer.parse(await list.json()).documents).toHaveLength(1);
  });

  it('keeps no path of the sender', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const names = ['../../etc/passwd', 'C:\\temp\\..\\x.pdf', '\u202egpj.exe', '...'];
    const kept = [];
    for (const [n, name] of names.entries()) {
      kept.push(documentAnswer.parse(await (await upload(id, name, n)).json()).filename);
    }
    expect(kept).toEqual(['passwd', 'x.pdf', 'gpj.exe', 'document']);
  });

  it('holds twenty papers and no more, however they arrive', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const answers = await Promise.all(
      Array.from({ length: 22 }, (_, n) => upload(id, `${n}.pdf`, n)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    const refused = answers.filter(({ status }) => status === 413);
    expect(await Promise.all(refused.map(codeIn))).toEqual(Array(2).fill('case-documents-full'));
  });

  it('refuses what is too large, of an unknown type, or no single file', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const path = `/api/v1/applications/${id}/documents`;
    const large = form('other', 'large.pdf', new Uint8Array(10 * 1024 * 1024 + 1));
    expect(await codeIn(await call(path, { body: large, as: 'exporter' }))).toBe('body-too-large');
    expect(await codeIn(await upload(id, 'x.pdf', 0, 'weapon'))).toBe('invalid-request');
    const two = form('other', 'one.pdf', variant(0));
    two.append('file', new Blob([variant(1)]), 'two.pdf');
    expect(await codeIn(await call(path, { body: two, as: 'exporter' }))).toBe('bad-file-upload');
    const json = await call(path, { body: {}, as: 'exporter' });
    expect(await codeIn(json)).toBe('content-type-unsupported');
    const junk = form('other', 'x.pdf', new Uint8Array(Buffer.from('junk')));
    expect(await codeIn(await call(path, { body: junk, as: 'exporter' }))).toBe('document-refused');
  });

  it('takes papers for a draft only', async () => {
    const id = await caseInStage(database, 'under-review', owner);
    expect(await codeIn(await upload(id))).toBe('stage-forbids-action');
  });
});
