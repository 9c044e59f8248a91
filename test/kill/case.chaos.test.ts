import { setTimeout as pause } from 'node:timers/promises';
import { eq, like, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { firstBrokenEvent, listCaseEvents } from '../../db/queries/case/case-event.ts';
import {
  certificate,
  certificateNumber,
  ledgerAccount,
  ledgerTransaction,
} from '../../db/schema/schema.ts';
import {
  type SigningAgent,
  startExporterAgent,
  startOfficerAgent,
} from '../../scripts/demo/signing-agent.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { exampleApplication } from '../records/example-application.ts';
import { type PersistentProgram, persistentProgram } from '../servers/persistent-program.ts';
import { startTemporaryStack } from '../servers/temporary-stack.ts';

type Kase = { id: string; stage: string; revision: number };
type Request = { revision: number; signedAttributes: string; documentDigest: string };

const { stack, remove } = await startTemporaryStack(allParts);
afterAll(remove);
const { api } = stack.addresses;
const place = { api, dataDir: stack.dataDir };
const exporter = await persistentProgram(place, 'AAACS7302F');
const declarer = await persistentProgram(place, '0388012345');
const [agent, ownAgent] = await Promise.all([
  startOfficerAgent(stack.dataDir, 'EIC-MUMBAI'),
  startExporterAgent(stack.dataDir, '0388012345'),
]);
afterAll(() => {
  agent.stop();
  ownAgent.stop();
});
const officer = await persistentProgram(place, agent.login);

/** The way of a case to its certificate, step by step. */
type Way = {
  exporter: PersistentProgram;
  sample?: string;
  steps: ((kase: Kase) => Promise<unknown>)[];
  /** What its events and the ledger must say in the end. */
  events: string[];
  moved: string[];
};

const send = (as: PersistentProgram, { id, revision }: Kase, address: string, body: object) =>
  as.post(`/applications/${id}/${address}`, { expectedRevision: revision, ...body });

const signBy = (as: PersistentProgram, token: SigningAgent) => async (kase: Kase) => {
  const request = await as.get<Request>(`/applications/${kase.id}/signing-request`);
  const { revision, signedAttributes, documentDigest } = request;
  const signature = await token.sign({ signedAttributes, documentDigest, description: kase.id });
  await send(as, { ...kase, revision }, 'signature', { signature });
};

const agencys: Way = {
  exporter,
  steps: [
    (kase) => send(exporter, kase, 'submit', { payment: { method: 'wallet' } }),
    (kase) => send(officer, kase, 'decision', { decision: { approve: true } }),
    signBy(officer, agent),
  ],
  events: ['draft', 'submit', 'open', 'approve', 'issue'],
  moved: ['hold-fee', 'take-fee'],
};

/** Of a certificate that its exporter declares and issues himself. */
const own: Way = {
  exporter: declarer,
  sample: 'efta-self-declaration',
  steps: [
    async (kase) => {
      const path = `/applications/${kase.id}/declaration`;
      const { declaration } = await declarer.get<{ declaration: string }>(path);
      const signature = await ownAgent.declare({ declaration, description: kase.id });
      await send(declarer, kase, 'submit', { declaration: { signature } });
    },
    (kase) => send(declarer, kase, 'signing-request', {}),
    signBy(declarer, ownAgent),
  ],
  events: ['draft', 'submit', 'open', 'prepare-issue', 'issue'],
  moved: [],
};

const issued: { id: string; way: Way }[] = [];
const read = (way: Way, id: string) => way.exporter.get<Kase>(`/applications/${id}`);

/** A case that stands before its `done`-th step. */
async function caseAfter(way: Way, done: number) {
  const { id } = await way.exporter.post<Kase>('/applications', exampleApplication(way.sample));
  for (const step of way.steps.slice(0, done)) await step(await read(way, id));
  return { way, done, kase: await read(way, id) };
}
type Begun = Awaited<ReturnType<typeof caseAfter>>;

async function goOn({ way, done, kase: { id } }: Begun): Promise<void> {
  for (const step of way.steps.slice(done + 1)) await step(await read(way, id));
  expect((await read(way, id)).stage).toBe('issued');
  issued.push({ id, way });
}

describe('kill -9 in the middle: nothing lost, charged twice or numbered twice', () => {
  for (const part of ['worker', 'api', 'temporal', 'postgres'] as const) {
    for (const afterMs of [40, 160]) {
      test(`R35 ${part}, ${afterMs} ms after three cases of each way were each sent a message`, async () => {
        const cases = await Promise.all(
          [agencys, own].flatMap((way) => way.steps.map((_, done) => caseAfter(way, done))),
        );
        const sent = Promise.all(cases.map(({ way, done, kase }) => way.steps[done]?.(kase)));
        await pause(afterMs);
        await stack.kill(part);
        await stack.start(part);
        await sent;
        await Promise.all(cases.map(goOn));
        await everyCaseHasOneOfEach();
      }, 180_000);
    }
  }
});

async function everyCaseHasOneOfEach(): Promise<void> {
  const database = openDatabase(stack.databaseUrl);
  try {
    for (const { id, way } of issued) {
      const events = await listCaseEvents(database, id);
      expect(events.map(({ action }) => action)).toEqual(way.events);
      expect(firstBrokenEvent(events)).toBeNull();
      const moved = await database
        .select({ kind: ledgerTransaction.kind })
        .from(ledgerTransaction)
        .where(eq(ledgerTransaction.applicationId, id));
      expect(moved.map(({ kind }) => kind).toSorted()).toEqual(way.moved);
    }
    const certificates = await database.select({ id: certificate.applicationId }).from(certificate);
    expect(certificates.map(({ id }) => id).toSorted()).toEqual(
      issued.map(({ id }) => id).toSorted(),
    );
    const numbers = await database.select().from(certificateNumber);
    for (const [way, office] of [
      [agencys, 'EIC-MUMBAI'],
      [own, 'DGFT-SELF'],
    ] as const) {
      const serials = numbers
        .filter(({ officeId }) => officeId === office)
        .map((one) => one.serial);
      const ofWay = issued.filter((one) => one.way === way);
      expect(serials.toSorted((a, b) => a - b)).toEqual(ofWay.map((_, index) => index + 1));
    }
    const [books] = await database
      .select({ sum: sql<string>`sum(${ledgerAccount.balancePaise})` })
      .from(ledgerAccount);
    expect(Number(books?.sum)).toBe(0);
    const [earned] = await database
      .select({ balance: ledgerAccount.balancePaise })
      .from(ledgerAccount)
      .where(like(ledgerAccount.id, 'fees-earned/EIC/MUMBAI'));
    const paid = issued.filter(({ way }) => way === agencys);
    expect(earned?.balance).toBe(BigInt(paid.length) * 35_000n);
  } finally {
    await database.$client.end();
  }
}
