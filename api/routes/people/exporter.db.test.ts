import { describe, expect, it } from 'vitest';
import { keptIecRecord } from '../../../activities/iec-record.ts';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { keepIecRecord } from '../../../db/queries/dgft/exporter.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { dgftSimulator } from '../../../test/servers/dgft-simulator.ts';
import { exporterAnswer } from '../../schemas/office/exporter.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, database } = await apiServer();
const dgft = await dgftSimulator();
const iec = 'AAACS7302F';
const path = `/api/v1/exporters/${iec}`;
const fetchedAt = new Date();
const found = await dgft.gateway.lookupIec(iec);
const record = found.outcome === 'found' ? found.record : null;
await keepIecRecord(database, keptIecRecord(iec, record, fetchedAt));

const read = async (as: Login) => exporterAnswer.parse(await (await call(path, { as })).json());
const put = (body: object, as: Login = 'exporter') => call(path, { method: 'PUT', body, as });

describe('R13 an exporter’s basic details', () => {
  it('are shown as DGFT has them, with when they were fetched and where they are changed', async () => {
    expect(await read('exporter')).toMatchObject({
      iec,
      status: 'active',
      name: 'Sahyadri Chemicals Private Limited',
      registeredOffice: { lines: ['Plot 14, MIDC Taloja'], city: 'Raigad' },
      branches: [{ code: '01', city: 'Mumbai' }],
      gstins: record?.gstins,
      directors: ['Meera Kulkarni', 'Nikhil Deshpande'],
      fetchedAt: fetchedAt.toISOString(),
      modifyAt: expect.stringContaining('dgft.gov.in'),
    });
  });

  it.each([
    ['name', 'Other'],
    ['registeredOffice', { lines: ['1 Other Road'] }],
    ['branches', []],
    ['gstins', ['27AAACS7302F1ZX']],
    ['directors', null],
    ['status', 'active'],
  ])('such as "%s" are not edited here: the answer points to Modify IEC', async (name, value) => {
    const before = await read('exporter');
    const answer = await put({ aeo: null, [name]: value });
    const { code, advice, errors } = problemAnswer.parse(await answer.json());
    expect([answer.status, code]).toEqual([422, 'changed-at-dgft']);
    expect(advice).toMatch(/"Modify IEC" \(https:\/\/www\.dgft\.gov\.in/);
    expect(errors).toMatchObject([{ pointer: `/${name}` }]);
    expect(await read('exporter')).toEqual(before);
  });

  it('leave the AEO number, which the first user sets, and the audit tells of it', async () => {
    const aeo = 'INAAACS7302F1F183';
    const answer = await put({ aeo });
    expect(exporterAnswer.parse(await answer.json())).toMatchObject({ aeo });
    expect((await read('colleague')).aeo).toBe(aeo);
    await put({ aeo });
    const told = (await listAuditOf(database, `exporter/${iec}`)).map(({ body }) =>
      JSON.parse(body),
    );
    expect(told).toMatchObject([
      { action: 'exporter-aeo-set', before: { aeo: null }, after: { aeo } },
    ]);
    await keepIecRecord(database, keptIecRecord(iec, record, new Date()));
    expect((await read('exporter')).aeo).toBe(aeo);
  });

  it.each([
    ['INAAACS7302F', 'aeo-mistyped'],
    ['INAABCK4410M1F183', 'aeo-of-other-pan'],
    [7, 'invalid-request'],
  ])('take no AEO number such as %s', async (aeo, code) => {
    const answer = await put({ aeo });
    expect([answer.status, problemAnswer.parse(await answer.json()).code]).toEqual([422, code]);
  });

  it('that nobody has fetched yet are said to be unknown', async () => {
    const answer = await call('/api/v1/exporters/0388012345', { as: 'other-exporter' });
    expect(exporterAnswer.parse(await answer.json())).toMatchObject({
      status: 'unknown',
      name: null,
      fetchedAt: null,
    });
  });

  it('of an IEC that cannot be one are nobody’s, even for DGFT operations', async () => {
    const answer = await call('/api/v1/exporters/%00', { as: 'operations' });
    expect(answer.status).toBe(404);
  });
});
