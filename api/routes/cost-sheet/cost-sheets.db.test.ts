import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createOpenApplication } from '../../../activities/coo-application/open-application.ts';
import { createRecordSubmission } from '../../../activities/coo-application/record-submission.ts';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { readCase } from '../../../db/queries/case/case.ts';
import { keepIecRecord } from '../../../db/queries/dgft/exporter.ts';
import { application } from '../../../db/schema/schema.ts';
import type { ProductCostSheet } from '../../../domain/cost-sheet/product-cost-sheet.ts';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import {
  caseCostSheetsAnswer,
  type costSheetAnswer,
  determinationAnswer,
} from '../../schemas/cost-sheet/cost-sheet.ts';

type Sheet = z.output<typeof costSheetAnswer>;

const { database, call, idOf } = await apiServer();
const iec = 'AAACS7302F';
const owner = { accountId: idOf('exporter'), iec };
const example = exampleApplication();
const [item] = example.items;
if (!item || !('costSheet' in item.origin)) throw new Error('the example brings a cost sheet');
const { costSheet } = item.origin;
const sheet: ProductCostSheet = {
  ...costSheet,
  materials: costSheet.materials.map((one) => ({ ...one, paper: 'Invoice 17' })),
  rate: null,
};
const period = { validFrom: '2026-01-01', validUntil: '2099-12-31' };
const kept = { name: 'Resin', hsExport: item.hsExport, sheet, ...period };

async function asked(path: string, as: Login, more: object = {}) {
  const answer = await call(`/api/v1${path}`, { as, ...more });
  return { status: answer.status, body: (await answer.json()) as Sheet & { code?: string } };
}
async function keep(): Promise<string> {
  const { status, body } = await asked('/cost-sheets', 'exporter', { body: kept });
  expect({ status, version: body.version }).toEqual({ status: 201, version: 1 });
  return body.id;
}
const shareWith = (id: string, method = 'PUT') =>
  asked(`/cost-sheets/${id}/shares/${idOf('agent')}`, 'exporter', { method });

/** A draft that names the sheet, submitted by its exporter and opened. */
async function openedBy(id: string, expected: object) {
  const content = { ...example, items: [{ ...item, origin: { costSheetId: id } }] };
  const submitted = { content: content as typeof example, paymentMethod: 'wallet' as const };
  const applicationId = await caseInStage(database, 'submitted', owner, submitted);
  const opened = await createOpenApplication({ database } as Dependencies)({
    applicationId,
    revision: 3,
  });
  expect(opened).toMatchObject(expected);
  return readCase(database, applicationId);
}

beforeAll(async () => {
  await keepIecRecord(database, {
    iec,
    status: 'active',
    record: {
      iec,
      pan: iec,
      name: 'Sahyadri Chemicals',
      address: ['Plot 14'],
      country: 'IN',
      email: 'exporter@example.in',
    },
    fetchedAt: new Date(),
  });
});

describe('R36 a cost sheet that is kept', () => {
  it('has another version for every change, and says which one was meant', async () => {
    const id = await keep();
    const { hsExport: _, ...revision } = { ...kept, name: 'Resin, grade B' };
    const put = (version: number) =>
      asked(`/cost-sheets/${id}`, 'colleague', {
        method: 'PUT',
        body: revision,
        headers: { 'if-match': `"${version}"` },
      });
    expect((await put(1)).body).toMatchObject({ version: 2, name: 'Resin, grade B' });
    expect(await put(1)).toMatchObject({ status: 409, body: { code: 'revision-stale' } });
    expect((await asked(`/cost-sheets/${id}?version=1`, 'exporter')).body).toMatchObject({
      shownVersion: 1,
      version: 2,
    });
  });

  it('is refused when its figures do not add up, with all that is wrong', async () => {
    const body = { ...kept, sheet: { ...sheet, labour: '0.00', unit: 'KGS', currency: 'XXA' } };
    const { status, body: told } = await asked('/cost-sheets', 'exporter', { body });
    expect({ status, code: told.code }).toEqual({ status: 422, code: 'cost-sheet-sum-mismatch' });
    expect(JSON.stringify(told)).toContain('/sheet/currency');
  });

  it('is secret from a customs agent until it is opened to him, and again afterwards', async () => {
    const id = await keep();
    const seen = async () => (await asked(`/cost-sheets/${id}`, 'agent')).status;
    const listed = async () =>
      JSON.stringify((await asked('/cost-sheets?limit=100', 'agent')).body).includes(id);
    expect([await seen(), await listed()]).toEqual([404, false]);
    expect((await shareWith(id)).body.shares).toMatchObject([{ agentId: idOf('agent') }]);
    expect([await seen(), await listed()]).toEqual([200, true]);
    expect((await asked(`/cost-sheets/${id}`, 'agent')).body.shares).toBeNull();
    await shareWith(id, 'DELETE');
    expect([await seen(), await listed()]).toEqual([404, false]);
    const stranger = `/cost-sheets/${id}/shares/${idOf('other-agent')}`;
    expect((await asked(stranger, 'exporter', { method: 'PUT' })).body.code).toBe(
      'agent-without-mandate',
    );
    const told = (await listAuditOf(database, `cost-sheet/${id}`)).map(({ body }) => body);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('cost-sheet-shared');
    expect(told[0]).toContain(idOf('exporter'));
  });

  it('is approved in advance by an officer of the agency that was asked, once, for one version', async () => {
    const id = await keep();
    const decide = (as: Login, version = 1) =>
      asked(`/cost-sheets/${id}/approvals/decision`, as, { body: { version, approve: true } });
    expect((await decide('officer')).status).toBe(404);
    await asked(`/cost-sheets/${id}/approvals`, 'exporter', { body: { agency: 'EIC' } });
    expect((await decide('other-officer')).status).toBe(404);
    expect((await decide('officer', 2)).body.code).toBe('approval-decided');
    expect((await decide('officer')).body.approvals).toMatchObject([
      { version: 1, agency: 'EIC', approved: true },
    ]);
    expect((await decide('second-officer')).body.code).toBe('approval-decided');
    const told = (await listAuditOf(database, `cost-sheet/${id}`)).map(({ body }) => body);
    expect(told.at(-1)).toContain('cost-sheet-approved');
    expect(told.at(-1)).toContain(idOf('officer'));
    const row = await openedBy(id, { stage: 'awaiting-payment' });
    expect(row.costSheets).toMatchObject([{ id, version: 1, approvedBy: ['EIC'], sheet }]);
  });

  it('is taken over by a case in the version of that day, whatever becomes of it', async () => {
    const id = await keep();
    const row = await openedBy(id, { stage: 'awaiting-payment' });
    const { hsExport: _, ...revision } = { ...kept, validUntil: '2026-01-02' };
    const headers = { 'if-match': '"1"' };
    await asked(`/cost-sheets/${id}`, 'exporter', { method: 'PUT', body: revision, headers });
    await openedBy(id, { stage: 'draft', refused: { code: 'cost-sheet-not-valid' } });
    await asked(`/cost-sheets/${id}/retire`, 'exporter', { method: 'POST' });
    await openedBy(id, { stage: 'draft', refused: { code: 'cost-sheet-retired' } });
    const own = await readCase(database, row.id);
    expect(own.costSheets).toMatchObject([{ id, version: 1, ...period }]);
    expect(own.origin?.[0]?.criterion).toMatch(/^RVC/);
    const shown = await call(`/api/v1/applications/${row.id}/cost-sheets`, { as: 'officer' });
    expect(await shown.json()).toMatchObject({ costSheets: [{ id, version: 1, sheet }] });
  });

  it('of another exporter is as good as none', async () => {
    const id = await keep();
    const content = { ...example, items: [{ ...item, origin: { costSheetId: id } }] };
    const theirs = { accountId: idOf('other-exporter'), iec: '0388012345' };
    const submitted = { content: content as typeof example };
    const applicationId = await caseInStage(database, 'draft', theirs, submitted);
    const answer = await call(`/api/v1/applications/${applicationId}/submit`, {
      as: 'other-exporter',
      body: { expectedRevision: 3, payment: { method: 'gateway' } },
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(await answer.json()).toMatchObject({ code: 'cost-sheet-unknown' });
  });

  it('keeps its figures from an agent in cases too: he neither submits by it nor reads its reasoning', async () => {
    const id = await keep();
    const { id: applicationId } = await openedBy(id, { stage: 'awaiting-payment' });
    const path = `/api/v1/applications/${applicationId}`;
    const read = async (as: Login) =>
      applicationAnswer.parse(await (await call(path, { as })).json());
    const sheets = async (as: Login) =>
      caseCostSheetsAnswer.parse(await (await call(`${path}/cost-sheets`, { as })).json());
    const mine = await read('exporter');
    const [found] = mine.origin ?? [];
    expect(found?.reasoning).not.toEqual([]);
    expect((await read('agent')).origin).toEqual([{ ...found, reasoning: [] }]);
    expect((await sheets('agent')).costSheets).toEqual([]);
    const draft = { stage: 'draft' as const, submittedAt: null };
    await database.update(application).set(draft).where(eq(application.id, applicationId));
    const submit = createRecordSubmission({ database } as Dependencies);
    const by = { accountId: idOf('agent'), role: 'customs-agent' as const };
    const message = { applicationId, by, expectedRevision: 4 };
    expect(await submit(message)).toMatchObject({ refused: { code: 'cost-sheet-not-shared' } });
    await shareWith(id);
    expect((await read('agent')).origin).toEqual(mine.origin);
    expect((await sheets('agent')).costSheets).toHaveLength(1);
    expect(await submit(message)).toMatchObject({ stage: 'submitted' });
  });

  it('prints as a sworn declaration of what goes into the product', async () => {
    const id = await keep();
    const path = `/api/v1/cost-sheets/${id}/sworn-declaration.pdf`;
    const printed = await call(path, { as: 'exporter' });
    expect(printed.headers.get('content-type')).toContain('application/pdf');
    expect((await call(path, { as: 'agent' })).status).toBe(404);
  });

  it('answers what a draft of it would come to, and keeps nothing', async () => {
    const ask = async (labour: string, profit: string) => {
      const body = { sheet: { ...sheet, labour, profit }, hsExport: item.hsExport };
      const answer = await call('/api/v1/origin-determinations', { as: 'agent', body });
      return answer.json();
    };
    const { determinations } = determinationAnswer.parse(await ask(sheet.labour, sheet.profit));
    const found = determinations.find(({ scheme }) => scheme === 'AIFTA');
    expect(found).toMatchObject({ qualifies: true, missing: [] });
    expect(await ask('0.00', sheet.profit)).toMatchObject({ code: 'cost-sheet-sum-mismatch' });
  });
});
