import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { insertCorrection } from '../../../db/queries/agreement/correction.ts';
import { type AuditRow, listAuditOf } from '../../../db/queries/audit/audit.ts';
import { account, agreementCorrection } from '../../../db/schema/schema.ts';
import type { CorrectionTerms } from '../../../domain/agreement/correction.ts';
import { addDays } from '../../../domain/calendar/plain-date.ts';
import { aCorrection } from '../../../test/access/agreement-rules.ts';
import { aSheet } from '../../../test/access/cost-sheet-rules.ts';
import { correctedAgreement } from '../../../test/records/corrected-agreement.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import {
  agreementsAnswer,
  correctionAnswer,
  correctionsAnswer,
  versionAnswer,
  versionsAnswer,
} from '../../schemas/agreement/agreement.ts';
import { determinationAnswer } from '../../schemas/cost-sheet/cost-sheet.ts';
import { formListAnswer } from '../../schemas/form.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';
import { todayInIndia } from '../../today.ts';

const { call, database, idOf } = await apiServer();
const today = todayInIndia();
const colleague = randomUUID();
await database.insert(account).values({
  ...{ id: colleague, role: 'dgft-operations', login: 'colleague-of-operations' },
  ...{ name: 'A colleague', email: 'colleague@dgft.example' },
});

const at = (path: string) => `/api/v1/agreements${path}`;
const send = (path: string, body: unknown) => call(at(path), { as: 'operations', body });
const read = async (path: string, as: Login = 'exporter') =>
  (await call(at(path), { as })).json() as Promise<unknown>;
const codeOf = async (answer: Promise<Response>) =>
  problemAnswer.parse(await (await answer).json()).code;
const correction = (figure: string, value: unknown, more: Partial<CorrectionTerms> = {}) => ({
  ...{ figures: [{ figure, value }], from: today, source: 'Notification 7/2027', ...more },
});

/** A proposal of somebody else of DGFT operations. */
async function ofColleague(scheme: string, more: Partial<CorrectionTerms>): Promise<string> {
  const id = randomUUID();
  const terms = { ...aCorrection, from: today, ...more };
  const proposal = { id, scheme, terms, proposedBy: colleague, proposedAt: new Date() };
  await database.transaction((own) => insertCorrection(own, proposal));
  return id;
}

const approve = async (id: string) =>
  correctionAnswer.parse(
    await (await send(`/corrections/${id}/decision`, { approve: true })).json(),
  );
const uncertainOf = async (scheme: string) => {
  const { agreements } = agreementsAnswer.parse(await read(''));
  const found = agreements.find(({ code }) => code === scheme);
  if (!found) throw new Error(`there is no ${scheme}`);
  return found;
};
const figureOf = async (scheme: string, version: number, figure: string) => {
  const { figures } = versionAnswer.parse(await read(`/${scheme}/versions/${version}`));
  return figures.find((one) => one.figure === figure);
};
const toldOf = async (scheme: string) =>
  (await listAuditOf(database, `agreement/${scheme}`)).map(({ body }: AuditRow) =>
    JSON.parse(body),
  );

describe('R38 what is not certain of an agreement', () => {
  it('is listed with its source; what was found in a text is not', async () => {
    const { version, uncertain } = await uncertainOf('AIFTA');
    expect(version).toBe(1);
    const places = uncertain.map(({ figure }) => figure);
    expect(places).toContain('validity');
    expect(places).not.toContain('cumulation');
    expect(uncertain.every(({ source, sure }) => source !== '' && sure !== 'found')).toBe(true);
  });

  it('is corrected by two people: who proposes does not approve', async () => {
    const made = await send('/CHILE/corrections', correction('validity', { months: 6 }));
    expect(made.status).toBe(201);
    const { id } = correctionAnswer.parse(await made.json());
    expect(await codeOf(send(`/corrections/${id}/decision`, { approve: true }))).toBe(
      'role-may-not',
    );
    const himself = database
      .update(agreementCorrection)
      .set({ decidedBy: idOf('operations'), decidedAt: new Date(), approved: false, reason: 'x' })
      .where(eq(agreementCorrection.id, id));
    await expect(himself).rejects.toMatchObject({
      cause: { constraint_name: 'correction_takes_four_eyes' },
    });
    const { corrections } = correctionsAnswer.parse(await read('/corrections', 'operations'));
    expect(corrections).toMatchObject([{ id, scheme: 'CHILE', approved: null, version: null }]);
    expect((await uncertainOf('CHILE')).version).toBe(1);
  });

  it('counts as corrected from the approval on, and every version stays to be read', async () => {
    const scheme = 'ISFTA';
    const first = await approve(await ofColleague(scheme, correction('validity', { months: 6 })));
    expect(first).toMatchObject({ version: 2, countsFrom: today, decidedBy: idOf('operations') });
    const more = { sure: 'known' as const, link: 'https://cbic.example/8' };
    await approve(await ofColleague(scheme, correction('validity', { days: 90 }, more)));
    const { version, uncertain } = await uncertainOf(scheme);
    expect(version).toBe(3);
    expect(uncertain.find(({ figure }) => figure === 'validity')).toEqual({
      ...{ figure: 'validity', value: { days: 90 }, sure: 'known' },
      source: 'Notification 7/2027 (https://cbic.example/8)',
    });
    expect((await figureOf(scheme, 1, 'validity'))?.value).toEqual({ months: 12 });
    expect((await figureOf(scheme, 2, 'validity'))?.value).toEqual({ months: 6 });
    const { versions } = versionsAnswer.parse(await read(`/${scheme}/versions`));
    expect(versions).toMatchObject([
      { version: 2, proposedBy: colleague, source: 'Notification 7/2027' },
      { version: 3, link: 'https://cbic.example/8' },
    ]);
    expect(await codeOf(call(at(`/${scheme}/versions/4`), { as: 'exporter' }))).toBe('not-found');
    expect(await toldOf(scheme)).toMatchObject([
      {
        action: 'agreement-correction-approved',
        before: { version: 1, figures: [{ value: { months: 12 } }] },
        after: { version: 2 },
      },
      { before: { version: 2, figures: [{ value: { months: 6 } }] }, after: { version: 3 } },
    ]);
  });

  it('counts from its day on; what counts earlier goes before it, whenever it was approved', async () => {
    const scheme = 'ISCECA';
    const later = { from: addDays(today, 30) };
    await approve(await ofColleague(scheme, correction('validity', { months: 9 }, later)));
    expect((await uncertainOf(scheme)).version).toBe(1);
    await approve(await ofColleague(scheme, correction('setTolerance', '15')));
    expect((await uncertainOf(scheme)).version).toBe(3);
    const at = async (version: number) => [
      (await figureOf(scheme, version, 'validity'))?.value,
      (await figureOf(scheme, version, 'setTolerance'))?.value,
    ];
    expect(await at(3)).toEqual([{ months: 12 }, '15']);
    expect(await at(2)).toEqual([{ months: 9 }, '15']);
  });

  it('stays as it is when the second person says no, and the reason is told', async () => {
    const id = await ofColleague('GSTP', {});
    const no = { approve: false, reason: 'That notification says nothing of it' };
    const declined = await send(`/corrections/${id}/decision`, no);
    expect(await declined.json()).toMatchObject({ approved: false, reason: no.reason });
    expect((await uncertainOf('GSTP')).version).toBe(1);
    expect(await codeOf(send(`/corrections/${id}/decision`, { approve: true }))).toBe(
      'correction-decided',
    );
    expect(await toldOf('GSTP')).toMatchObject([
      { action: 'agreement-correction-declined', after: { id, reason: no.reason } },
    ]);
  });

  it('takes corrections one after another, each its own version', async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4, 5].map((months) => ofColleague('MERCOSUR', correction('validity', { months }))),
    );
    const versions = await Promise.all(ids.map(async (id) => (await approve(id)).version));
    expect(versions.toSorted()).toEqual([2, 3, 4, 5, 6]);
  });

  it.each([
    [correction('partners', ['IT']), 'figure-not-uncertain', '/figures/0/figure'],
    [correction('cumulation', 'none'), 'figure-not-uncertain', '/figures/0/figure'],
    [correction('validity', { months: 61 }), 'figure-value-refused', '/figures/0/value/months'],
    [correction('validity', 'twelve'), 'figure-value-refused', '/figures/0/value'],
    [{ from: today, source: 'A notice' }, 'figure-value-refused', '/figures'],
    [
      correction('validity', { months: 6 }, { rules: [{ hs: '71', rule: 'CTH' }] }),
      'figure-not-uncertain',
      '/rules',
    ],
    [
      correction('validity', { months: 6 }, { from: '2026-01-01' }),
      'correction-backdated',
      '/from',
    ],
    [correction('validity', { months: 6 }, { source: ' ' }), 'invalid-request', '/source'],
    [correction('validity', { months: 6 }, { link: 'http://a.in' }), 'invalid-request', '/link'],
    [
      correction('validity', { months: 6 }, { link: 'https://a.in/\u0000' }),
      'invalid-request',
      '/link',
    ],
    [{ figures: [{ figure: 'validity', value: null }], from: today }, 'invalid-request', '/source'],
  ])('refuses %j with %s at %s', async (body, code, pointer) => {
    const answer = problemAnswer.parse(await (await send('/AIFTA/corrections', body)).json());
    expect(answer.code).toBe(code);
    expect(answer.errors?.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('refuses to approve what fits no more', async () => {
    const id = await ofColleague('AIFTA', correction('cumulation', 'none'));
    expect(await codeOf(send(`/corrections/${id}/decision`, { approve: true }))).toBe(
      'figure-not-uncertain',
    );
  });

  it('is kept by the record itself as it was approved, and no version comes before today', async () => {
    const two = [colleague, idOf('operations')] as const;
    const { $client: client } = database;
    await correctedAgreement(database, two, 'APTA', { from: today });
    const kept = 'is decided once and stays as it is';
    await expect(
      client`update agreement_correction set terms = '{}' where scheme = 'APTA'`,
    ).rejects.toThrow(kept);
    await expect(
      client`update agreement_correction set decided_at = now() where scheme = 'APTA'`,
    ).rejects.toThrow(kept);
    await expect(client`delete from agreement_correction where scheme = 'APTA'`).rejects.toThrow(
      kept,
    );
    await expect(client`truncate agreement_correction`).rejects.toThrow();
    const past = correctedAgreement(database, two, 'APTA', { from: addDays(today, -1) });
    await expect(past).rejects.toMatchObject({
      cause: { message: expect.stringContaining('counts from its day') },
    });
  });
});

describe('R38 rules of single products', () => {
  const determined = async () => {
    const body = { sheet: aSheet, hsExport: '39092010', schemes: ['INOMCEPA'] };
    const answer = await call('/api/v1/origin-determinations', { as: 'exporter', body });
    const { determinations } = determinationAnswer.parse(await answer.json());
    return determinations[0]?.criterion ?? determinations[0]?.missing[0]?.code;
  };

  it('are loaded by the same two people, and count for what is asked next', async () => {
    expect(await determined()).toBe('product-rule-not-loaded');
    const rules = [{ hs: '3901-3914', rule: 'VA 60 + CTSH' }];
    await approve(await ofColleague('INOMCEPA', { figures: [], rules }));
    expect(await determined()).toBe('PSR');
    const shown = versionAnswer.parse(await read('/INOMCEPA/versions/2'));
    expect(shown.rules).toEqual(rules);
  });
});

describe('R38 the layout of a form that was not seen', () => {
  const formOf = async (scheme: string) => {
    const { forms } = formListAnswer.parse(await (await call('/api/v1/forms')).json());
    const text = await (await call('/forms')).text();
    const row = text.slice(text.indexOf(`id="${scheme}"`)).split('</tr>')[0] ?? '';
    const { confirmed, source } = forms.find((form) => form.scheme === scheme) ?? {};
    expect(row.includes('Layout confirmed')).toBe(confirmed);
    return { confirmed, source };
  };

  it('is confirmed by the same two people, and read so by everybody', async () => {
    const figure = 'layout';
    expect(await formOf('CHILE')).toMatchObject({ confirmed: false });
    expect((await uncertainOf('CHILE')).uncertain).toContainEqual(
      expect.objectContaining({ figure, value: 'nearest', sure: 'inferred' }),
    );
    const { version } = await approve(await ofColleague('CHILE', correction(figure, 'own')));
    expect(await formOf('CHILE')).toEqual({ confirmed: true, source: 'Notification 7/2027' });
    expect(await figureOf('CHILE', 1, figure)).toMatchObject({ value: 'nearest' });
    expect(await figureOf('CHILE', version ?? 0, figure)).toMatchObject({ value: 'own' });
    expect(await formOf('INDAFG')).toMatchObject({ confirmed: false });
    await approve(await ofColleague('CHILE', correction(figure, 'nearest', { sure: 'known' })));
    expect(await formOf('CHILE')).toMatchObject({ confirmed: false });
    const { uncertain } = await uncertainOf('CHILE');
    expect(uncertain).toContainEqual(expect.objectContaining({ figure, sure: 'known' }));
  });

  it('is no question where the agreement’s own is printed', async () => {
    expect(await codeOf(send('/AIFTA/corrections', correction('layout', 'nearest')))).toBe(
      'figure-not-uncertain',
    );
  });
});
