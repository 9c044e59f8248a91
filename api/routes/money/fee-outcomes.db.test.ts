import { expect, it } from 'vitest';
import { listAuditOf } from '../../../db/queries/audit/audit.ts';
import { feeOutcomes } from '../../../domain/money/fee-outcome.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { feeOutcomesAnswer } from '../../schemas/money/fee-outcome.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, database, idOf } = await apiServer();
const published = async () =>
  feeOutcomesAnswer.parse(await (await call('/api/v1/fees/outcomes')).json());
const decide = (rejectionFee: string, as: Login, code = 'EIC') =>
  call(`/api/v1/agencies/${code}/fee-policy`, { method: 'PUT', as, body: { rejectionFee } });
const policyOf = async (code: string) =>
  (await published()).agencies.find(({ agency }) => agency === code)?.rejectionFee;

it('what becomes of a fee is public, in English and Hindi', async () => {
  const { outcomes } = await published();
  expect(outcomes.map(({ occasion, fee }) => [occasion, fee])).toEqual(
    feeOutcomes.map(({ occasion, value }) => [occasion, value]),
  );
  for (const { words } of outcomes) {
    expect(words.en).toMatch(/^[A-Z].*\.$/);
    expect(words.hi).toMatch(/^[\u0900-\u097F].*।$/);
  }
});

it("an agency's administrator decides about rejected cases, and the audit tells before and after", async () => {
  expect(await policyOf('EIC')).toBe('kept');
  expect((await decide('returned', 'administrator')).status).toBe(200);
  expect([await policyOf('EIC'), await policyOf('IMC')]).toEqual(['returned', 'kept']);
  const told = (await listAuditOf(database, 'agency/EIC')).map(({ body }) => JSON.parse(body));
  expect(told).toMatchObject([
    {
      action: 'fee-policy-changed',
      actor: idOf('administrator'),
      before: { rejectionFee: 'kept' },
      after: { rejectionFee: 'returned' },
    },
  ]);
});

it.each([
  ['other-administrator', 'EIC', 'returned', 'role-may-not'],
  ['operations', 'EIC', 'returned', 'role-may-not'],
  ['administrator', 'NOBODY', 'returned', 'not-found'],
  ['administrator', 'EIC', 'halved', 'invalid-request'],
] as const)('%s cannot set that of %s to %s: %s', async (login, code, policy, expected) => {
  const answer = await decide(policy, login, code);
  expect(problemAnswer.parse(await answer.json()).code).toBe(expected);
});
