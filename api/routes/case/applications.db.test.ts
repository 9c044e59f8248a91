import { describe, expect, it } from 'vitest';
import { exampleApplication } from '../../../test/records/example-application.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { applicationAnswer, applicationPage } from '../../schemas/case/answers.ts';
import { timelineAnswer } from '../../schemas/case/record-answers.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call } = await apiServer();
const path = '/api/v1/applications';

const oneIn = async (answer: Response) => applicationAnswer.parse(await answer.json());
const codeIn = async (answer: Response) => problemAnswer.parse(await answer.json()).code;

async function draft(as: 'exporter' | 'other-exporter' = 'exporter') {
  const answer = await call(path, { body: exampleApplication(), as });
  expect(answer.status).toBe(201);
  return oneIn(answer);
}

describe('applications', () => {
  it('R30 keeps a draft of exactly the body and says what may be done with it', async () => {
    const made = await draft();
    expect(made).toMatchObject({
      revision: 1,
      stage: 'draft',
      iec: 'AAACS7302F',
      office: 'EIC-MUMBAI',
      feePaise: 35000,
      actions: ['edit', 'attach-document', 'submit'],
    });
    expect(made.application).toEqual(exampleApplication());
    const found = await call(`${path}/${made.id}`, { as: 'exporter' });
    expect(await oneIn(found)).toEqual(made);
  });

  it('replaces a draft only at the revision that its editor saw', async () => {
    const made = await draft();
    const body = { ...exampleApplication(), remarks: 'Second thought' };
    const put = (revision: string) =>
      call(`${path}/${made.id}`, {
        method: 'PUT',
        body,
        as: 'exporter',
        headers: { 'if-match': revision },
      });
    const first = await put('"1"');
    expect(first.status).toBe(200);
    expect((await oneIn(first)).revision).toBe(2);
    const stale = await put('"1"');
    expect(stale.status).toBe(409);
    expect(await codeIn(stale)).toBe('revision-stale');
    const without = await call(`${path}/${made.id}`, { method: 'PUT', body, as: 'exporter' });
    expect(without.status).toBe(428);
    const timeline = await call(`${path}/${made.id}/timeline`, { as: 'exporter' });
    const { events } = timelineAnswer.parse(await timeline.json());
    expect(events.map(({ action }) => action)).toEqual(['draft', 'edit']);
  });

  it('makes one draft of ten equal requests with one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'ten-at-once' };
    const body = { ...exampleApplication(), remarks: 'ten at once' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => call(path, { body, headers, as: 'exporter' })),
    );
    const drafts = await Promise.all(answers.map(oneIn));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(201));
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
    const replayed = answers.filter((answer) => answer.headers.get('idempotent-replayed'));
    expect(replayed).toHaveLength(9);
    const other = await call(path, { body: exampleApplication(), headers, as: 'exporter' });
    expect(other.status).toBe(422);
    expect(await codeIn(other)).toBe('idempotency-key-reused');
  });

  it('R33 pages through My Applications without gap or repeat', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.unshift((await draft('other-exporter')).id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor ? `&cursor=${cursor}` : '';
      const page = await call(`${path}?limit=2${query}`, { as: 'other-exporter' });
      const { applications, nextCursor } = applicationPage.parse(await page.json());
      seen.push(...applications.map(({ id }) => id));
      cursor = nextCursor;
    }
    expect(seen).toEqual(made);
    const bad = await call(`${path}?cursor=nonsense`, { as: 'exporter' });
    expect(bad.status).toBe(400);
    expect(await codeIn(bad)).toBe('bad-cursor');
  });
});
