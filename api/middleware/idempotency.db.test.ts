import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, inject, it, vi } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { claimKey, deleteOldAnswers } from '../../db/queries/case/idempotency.ts';
import { idempotencyKey } from '../../db/schema/schema.ts';
import { caseInStage } from '../../test/records/case-in-stage.ts';
import { apiServer } from '../../test/servers/api-server.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };

const request = () => ({
  accountId: owner.accountId,
  route: 'POST /x',
  key: randomUUID(),
  fingerprint: 'f',
});
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000);
const age = (key: string, seconds: number) =>
  database
    .update(idempotencyKey)
    .set({ createdAt: secondsAgo(seconds) })
    .where(eq(idempotencyKey.key, key));

describe('Idempotency-Key', () => {
  it('is taken over from a process that died, by one request alone', async () => {
    const first = request();
    expect(await claimKey(database, first)).toEqual({ outcome: 'first' });
    expect(await claimKey(database, first)).toEqual({ outcome: 'in-flight' });
    await age(first.key, 31);
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimKey(database, first)));
    const outcomes = claims.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['again', ...Array(9).fill('in-flight')]);
  });

  it('is taken over at once where the connection that claimed it is gone, by one request alone', async () => {
    const first = request();
    const [own] = await database.execute<{ name: string }>(sql`select current_database() as name`);
    const url = new URL(inject('templateDatabaseUrl'));
    url.pathname = `/${own?.name}`;
    const dying = openDatabase(url.href, { max: 1 });
    expect(await claimKey(dying, first)).toEqual({ outcome: 'first' });
    expect(await claimKey(database, first)).toEqual({ outcome: 'in-flight' });
    await dying.$client.end();
    const outcomes = await vi.waitFor(async () => {
      const claims = await Promise.all(Array.from({ length: 10 }, () => claimKey(database, first)));
      const seen = claims.map(({ outcome }) => outcome).sort();
      expect(seen).toContain('again');
      return seen;
    });
    expect(outcomes).toEqual(['again', ...Array(9).fill('in-flight')]);
  });

  it('is not taken over with another body', async () => {
    const first = request();
    await claimKey(database, first);
    await age(first.key, 31);
    const other = { ...first, fingerprint: 'g' };
    expect(await claimKey(database, other)).toEqual({ outcome: 'other-body' });
  });

  it('is kept for a day, and as long as its outcome is not known', async () => {
    const [known, unknown] = [request(), request()];
    await Promise.all([claimKey(database, known), claimKey(database, unknown)]);
    await database
      .update(idempotencyKey)
      .set({ status: 200 })
      .where(eq(idempotencyKey.key, known.key));
    await Promise.all([age(known.key, 86_000), age(unknown.key, 200_000)]);
    await deleteOldAnswers(database);
    expect((await claimKey(database, known)).outcome).toBe('answered');
    await age(known.key, 87_000);
    await deleteOldAnswers(database);
    expect((await claimKey(database, known)).outcome).toBe('first');
    expect((await claimKey(database, unknown)).outcome).toBe('again');
  });

  const submit = (id: string, headers: Record<string, string>, expectedRevision = 3) =>
    call(`/api/v1/applications/${id}/submit`, {
      body: { expectedRevision, payment: { method: 'wallet' } },
      headers,
      as: 'exporter',
    });
  const codeIn = async (answer: Response) => problemAnswer.parse(await answer.json()).code;

  it('is needed where something is started, paid, decided or signed', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const without = await submit(id, {});
    expect([without.status, await codeIn(without)]).toEqual([400, 'idempotency-key-missing']);
    const blank = await submit(id, { 'idempotency-key': 'two words' });
    expect([blank.status, await codeIn(blank)]).toEqual([400, 'idempotency-key-unusable']);
  });

  it('stores a refusal too, and belongs to one account', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const headers = { 'idempotency-key': randomUUID() };
    const first = await submit(id, headers, 2);
    const repeat = await submit(id, headers, 2);
    expect([first.status, repeat.status]).toEqual([409, 409]);
    expect(repeat.headers.get('idempotent-replayed')).toBe('true');
    expect(repeat.headers.get('content-type')).toBe('application/problem+json');
    expect(await repeat.json()).toEqual(await first.json());
    const other = await submit(id, headers, 3);
    expect([other.status, await codeIn(other)]).toEqual([422, 'idempotency-key-reused']);
  });

  it('tells who repeats too early to come again', async () => {
    const id = await caseInStage(database, 'draft', owner);
    const headers = { 'idempotency-key': randomUUID() };
    const away = submit(id, headers);
    const answers = await Promise.all([away, submit(id, headers)]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.every((status) => status === 503 || status === 409)).toBe(true);
    for (const answer of answers) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });
});
