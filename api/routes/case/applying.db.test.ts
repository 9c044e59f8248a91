import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import { itemColumns } from '../../sheets/item-columns.ts';
import { csvTemplate, xlsxTemplate } from '../../sheets/template.ts';

const { database, call, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const draft = () => caseInStage(database, 'draft', owner);
const read = async (id: string, as: Login = 'exporter') =>
  applicationAnswer.parse(await (await call(`/api/v1/applications/${id}`, { as })).json());

async function upload(id: string, bytes: Uint8Array, revision = 3) {
  const body = new FormData();
  body.append('file', new Blob([Buffer.from(bytes)]), 'items');
  const headers = { 'if-match': `"${revision}"` };
  const path = `/api/v1/applications/${id}/items`;
  const answer = await call(path, { as: 'exporter', method: 'PUT', body, headers });
  const told: unknown = await answer.json();
  return { status: answer.status, told };
}

const invoice = async (id: string) => (await read(id)).application.invoices[0]?.number ?? '';
const lines = (bytes: Uint8Array, number: string, count: number) => {
  const [head = '', line = ''] = Buffer.from(bytes).toString().split('\r\n');
  const own = line.replace('EXP/17/2026', number);
  return Buffer.from([head, ...Array.from({ length: count }, () => own)].join('\r\n'));
};

describe('R30 items from a sheet', () => {
  it('500 replace the items of a draft at once', async () => {
    const id = await draft();
    const sheet = lines(csvTemplate(itemColumns), await invoice(id), 500);
    expect((await upload(id, sheet)).status).toBe(200);
    const { revision, application } = await read(id);
    expect({ revision, items: application.items.length }).toEqual({ revision: 4, items: 500 });
    expect((await upload(id, sheet)).told).toMatchObject({ code: 'revision-stale' });
  });

  it('change nothing while a single cell is wrong, by form or by rule', async () => {
    const id = await draft();
    const before = await read(id);
    const unlisted = await upload(id, xlsxTemplate(itemColumns));
    expect(unlisted).toMatchObject({
      status: 422,
      told: { code: 'sheet-cells-refused', errors: [{ pointer: '#cell/J2' }] },
    });
    const text = lines(csvTemplate(itemColumns), await invoice(id), 3).toString();
    const wrong = await upload(id, Buffer.from(text.replace('39092010', '77092010')));
    expect(wrong).toMatchObject({ status: 422, told: { errors: [{ pointer: '#cell/E2' }] } });
    expect(await read(id)).toEqual(before);
  });
});

describe('R30 a case cloned', () => {
  it('is a draft of the same organisation without number, fee, payment or decision', async () => {
    const decided = {
      certificateNumber: 'X',
      paymentMethod: 'wallet' as const,
      decidedAt: new Date(),
      endorsements: ['ISSUED RETROSPECTIVELY'],
      origin: [{ item: 1, criterion: 'WO', reasoning: [] }],
    };
    const id = await caseInStage(database, 'rejected', owner, decided);
    const path = `/api/v1/applications/${id}/clone`;
    const headers = { 'idempotency-key': randomUUID() };
    const clone = async () => {
      const answer = await call(path, { as: 'colleague', method: 'POST', headers });
      expect(answer.status).toBe(201);
      return applicationAnswer.parse(await answer.json());
    };
    const made = await clone();
    const before = await read(id);
    expect(made).toMatchObject({
      stage: 'draft',
      revision: 1,
      iec: owner.iec,
      application: before.application,
      certificateNumber: null,
      paymentMethod: null,
      origin: null,
      endorsements: [],
      submittedAt: null,
    });
    expect((await clone()).id).toBe(made.id);
    for (const stranger of ['other-exporter', 'officer', 'viewer'] as const) {
      const { status } = await call(path, { as: stranger, method: 'POST' });
      expect([403, 404]).toContain(status);
    }
  });
});

describe('R30 what exporters keep', () => {
  it('is listed by kind, for the firm and its agent alone, until it is deleted', async () => {
    const content = { name: 'Siam Trading', address: ['1 Road'], country: 'TH' };
    const body = { kind: 'consignee', name: 'Siam', content };
    const answer = await call('/api/v1/saved-entries', { as: 'exporter', body });
    const { id } = (await answer.json()) as { id: string };
    const list = async (as: Login) => {
      const found = await call('/api/v1/saved-entries?kind=consignee', { as });
      return JSON.stringify(await found.json()).includes(id);
    };
    expect([await list('colleague'), await list('agent')]).toEqual([true, true]);
    expect([await list('other-exporter'), await list('other-agent')]).toEqual([false, false]);
    const gone = await call(`/api/v1/saved-entries/${id}`, { as: 'agent', method: 'DELETE' });
    expect(gone.status).toBe(204);
    expect(await list('exporter')).toBe(false);
  });
});
