import { describe, expect, it } from 'vitest';
import { answeredSum } from '../../test/people/page-question.ts';
import { issueFile, trustForApi } from '../../test/records/issued-file.ts';
import { apiServer } from '../../test/servers/api-server.ts';
import { networkLimits } from '../limits/limits.ts';
import { openNetworkBudget } from '../limits/network-budget.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const trust = trustForApi();
const { call, database, idOf } = await apiServer(trust);
const people = { officerId: idOf('officer'), exporterId: idOf('exporter') };
const { number, qrText } = await issueFile(database, trust, people);

const office = { 'x-forwarded-for': '198.51.100.7' };
const neighbour = { 'x-forwarded-for': '198.51.100.8' };
/** Costs the service no look-up, and counts like any other. */
const mistyped = 'EIC-MUMBAI-2026-0000417-X';

async function spend(path: string, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 50) {
    const some = Array.from({ length: Math.min(left, 50) }, () => call(path, { headers: office }));
    for (const answer of await Promise.all(some)) await answer.arrayBuffer();
  }
}

const post = (fields: Record<string, string>) =>
  call('/verify', { method: 'POST', body: new URLSearchParams(fields), headers: office });

describe('an office of many behind one address', () => {
  it('looks at some hundred pages, then answers a question before each', async () => {
    await spend(`/v/${mistyped}`, networkLimits.page.points - 1);
    expect((await call(`/v/${number}`, { headers: office })).status).toBe(200);
    const busy = await call(`/v/${number}`, { headers: office });
    const text = await busy.text();
    expect(busy.status).toBe(429);
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(text).toContain('Answer one question first');
    const shown = await post({ number, ...answeredSum(text) });
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('Genuine and in force');
    expect((await post({ number, captcha: 'none', answer: '1' })).status).toBe(422);
  }, 120_000);

  it('goes on by QR codes without a question, and holds nobody else up', async () => {
    const shown = await post({ number: qrText });
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('Genuine and in force');
    expect((await call(`/v/${number}`, { headers: neighbour })).status).toBe(200);
  });

  it('asks by program some hundred times, then is told of the list', async () => {
    await spend(`/api/v1/verify/${mistyped}`, networkLimits.program.points);
    const refused = await call(`/api/v1/verify/${number}`, { headers: office });
    expect(refused.status).toBe(429);
    expect(problemAnswer.parse(await refused.json()).code).toBe('too-many-requests');
    expect((await call(`/api/v1/verify/${number}`, { headers: neighbour })).status).toBe(200);
    const body = { certificates: [{ number }] };
    const list = await call('/api/v1/verifications', { body, headers: office, as: 'helpdesk' });
    expect(list.status).toBe(200);
  }, 120_000);
});

describe('a budget by network', () => {
  it('is whole again with the next stretch, and says when that begins', () => {
    let now = 1_000_000_000;
    const budget = openNetworkBudget({ points: 2, seconds: 600 }, () => now);
    expect([budget.take('a'), budget.take('a'), budget.isSpent('a')]).toEqual([null, null, true]);
    expect(budget.take('b')).toBe(null);
    const seconds = budget.take('a') ?? 0;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(600);
    now += seconds * 1000;
    expect([budget.isSpent('a'), budget.take('a')]).toEqual([false, null]);
  });
});
