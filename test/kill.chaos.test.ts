import { setTimeout as pause } from 'node:timers/promises';
import { asc, eq, like, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../db/database.ts';
import { firstBrokenEvent, listCaseEvents } from '../db/queries/case/case-event.ts';
import {
  certificate,
  certificateNumber,
  ledgerAccount,
  ledgerTransaction,
} from '../db/schema/schema.ts';
import { startOfficerAgent } from '../scripts/demo/signing-agent.ts';
import { allParts } from '../scripts/stack/stack.ts';
import { exampleApplication } from './example-application.ts';
import { persistentProgram } from './persistent-program.ts';
import { startTemporaryStack } from './temporary-stack.ts';

type Kase = { id: string; stage: string; revision: number };
type Request = { revision: number; signedAttributes: string; documentDigest: string };

const { stack, remove } = await startTemporaryStack(allParts);
afterAll(remove);
const { api } = stack.addresses;
const place = { api, dataDir: stack.dataDir };
const exporter = await persistentProgram(place, 'AAACS7302F');
const agent = await startOfficerAgent(stack.dataDir, 'EIC-MUMBAI');
afterAll(() => agent.stop());
const officer = await persistentProgram(place, agent.login);
const issued: string[] = [];

const draft = () => exporter.post<Kase>('/applications', exampleApplication());
const read = (id: string) => exporter.get<Kase>(`/applications/${id}`);
const submit = ({ id, revision }: Kase) =>
  exporter.post(`/applications/${id}/submit`, {
    expectedRevision: revision,
    payment: { method: 'wallet' },
  });
const approve = ({ id, revision }: Kase) =>
  officer.post(`/applications/${id}/decision`, {
    expectedRevision: revision,
    decision: { approve: true },
  });

async function sign({ id }: Kase): Promise<void> {
  const request = await officer.get<Request>(`/applications/${id}/signing-request`);
  const { revision: expectedRevision, signedAttributes, documentDigest } = request;
  const signature = await agent.sign({ signedAttributes, documentDigest, description: id });
  await officer.post(`/applications/${id}/signature`, { expectedRevision, signature });
}

const steps = [submit, approve, sign];

/** A case that stands before its `done`-th step. */
async function caseAfter(done: number): Promise<Kase> {
  const { id } = await draft();
  for (const step of steps.slice(0, done)) await step(await read(id));
  return read(id);
}

async function goOn(id: string, left: typeof steps): Promise<void> {
  for (const step of left) await step(await read(id));
  expect((await read(id)).stage).toBe('issued');
}

describe('kill -9 in the middle: nothing lost, charged twice or numbered twice', () => {
  for (const part of ['worker', 'api', 'temporal', 'postgres'] as const) {
    for (const afterMs of [0, 40]) {
      test(`${part}, ${afterMs} ms after three cases were each sent a message`, async () => {
        const cases = await Promise.all(steps.map((_, done) => caseAfter(done)));
        const sent = Promise.all(cases.map((kase, done) => steps[done]?.(kase)));
        await pause(afterMs);
        await stack.kill(part);
        await stack.start(part);
        await sent;
        await Promise.all(cases.map(({ id }, done) => goOn(id, steps.slice(done + 1))));
        issued.push(...cases.map(({ id }) => id));
        await everyCaseHasOneOfEach();
      }, 180_000);
    }
  }
});

async function everyCaseHasOneOfEach(): Promise<void> {
  const database = openDatabase(stack.databaseUrl);
  try {
    for (const id of issued) {
      const events = await listCaseEvents(database, id);
      expect(events.map(({ action }) => action)).toEqual([
        'draft',
        'submit',
        'open',
        'approve',
        'issue',
      ]);
      expect(firstBrokenEvent(events)).toBeNull();
      const moved = await database
        .select({ kind: ledgerTransaction.kind })
        .from(ledgerTransaction)
        .where(eq(ledgerTransaction.applicationId, id));
      expect(moved.map(({ kind }) => kind).toSorted()).toEqual(['hold-fee', 'take-fee']);
    }
    const certificates = await database.select({ id: certificate.applicationId }).from(certificate);
    expect(certificates.map(({ id }) => id).toSorted()).toEqual(issued.toSorted());
    const serials = await database
      .select({ serial: certificateNumber.serial })
      .from(certificateNumber)
      .orderBy(asc(certificateNumber.serial));
    expect(serials.map(({ serial }) => serial)).toEqual(issued.map((_, index) => index + 1));
    const [books] = await database
      .select({ sum: sql<string>`sum(${ledgerAccount.balancePaise})` })
      .from(ledgerAccount);
    expect(Number(books?.sum)).toBe(0);
    const [earned] = await database
      .select({ balance: ledgerAccount.balancePaise })
      .from(ledgerAccount)
      .where(like(ledgerAccount.id, 'fees-earned/EIC/MUMBAI'));
    expect(earned?.balance).toBe(BigInt(issued.length) * 35_000n);
  } finally {
    await database.$client.end();
  }
}
