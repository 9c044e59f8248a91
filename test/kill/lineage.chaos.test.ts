import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import {
  caseNotice,
  certificate,
  certificateCopy,
  certificateNumber,
  ledgerAccount,
  ledgerTransaction,
} from '../../db/schema/schema.ts';
import type { CooApplication } from '../../domain/application/application.ts';
import { startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { exampleApplication } from '../records/example-application.ts';
import { persistentProgram } from '../servers/persistent-program.ts';
import { startTemporaryStack } from '../servers/temporary-stack.ts';

type Kase = {
  id: string;
  stage: string;
  revision: number;
  certificateNumber: string | null;
  application: CooApplication;
};
type Request = { revision: number; signedAttributes: string; documentDigest: string };
type Lineage = { lineage: { number: string; status: string; successor: string | null }[] };

const { stack, remove } = await startTemporaryStack(allParts);
afterAll(remove);
const place = { api: stack.addresses.api, dataDir: stack.dataDir };
const exporter = await persistentProgram(place, 'AAACS7302F');
const agent = await startOfficerAgent(stack.dataDir, 'EIC-MUMBAI');
afterAll(() => agent.stop());
const officer = await persistentProgram(place, agent.login);

const explanation = 'As the papers show.';
const read = (id: string) => exporter.get<Kase>(`/applications/${id}`);

/** Brings a draft to where only the signature is wanting; gives that, ready to be sent. */
async function approved(id: string) {
  const draft = await read(id);
  const payment = { method: 'wallet' };
  await exporter.post(`/applications/${id}/submit`, { expectedRevision: draft.revision, payment });
  const { revision } = await read(id);
  const decision = { approve: true };
  await officer.post(`/applications/${id}/decision`, { expectedRevision: revision, decision });
  const request = await officer.get<Request>(`/applications/${id}/signing-request`);
  const { revision: expectedRevision, signedAttributes, documentDigest } = request;
  const signature = await agent.sign({ signedAttributes, documentDigest, description: id });
  return {
    id,
    sign: () => officer.post(`/applications/${id}/signature`, { expectedRevision, signature }),
  };
}
type Ready = Awaited<ReturnType<typeof approved>>;

async function original(): Promise<string> {
  const { id } = await exporter.post<Kase>('/applications', exampleApplication());
  await (await approved(id)).sign();
  return (await read(id)).certificateNumber ?? '';
}

async function inLieu(parent: string, name: string): Promise<Ready> {
  const asked = { reasons: ['change-of-consignee'], explanation };
  const { id } = await exporter.post<Kase>(`/certificates/${parent}/in-lieu`, asked);
  const { revision, application } = await read(id);
  const consignee = { ...application.consignee, name };
  await exporter.put(`/applications/${id}`, revision, { ...application, consignee });
  return approved(id);
}

async function trueCopy(parent: string): Promise<Ready> {
  const asked = { reasons: ['lost'], explanation };
  const { id } = await exporter.post<Kase>(`/certificates/${parent}/true-copy`, asked);
  return approved(id);
}

const lineageOf = async (number: string) =>
  (await exporter.get<Lineage>(`/certificates/${number}/lineage`)).lineage;

/** Whether it was signed; throws unless the certificate that it is against had moved on. */
const isIssued = (sent: Promise<unknown>) =>
  sent.then(
    () => true,
    (error: unknown) => {
      expect(String(error)).toContain('"parent-not-in-force"');
      return false;
    },
  );

/** Two requests in lieu of one certificate, a copy of a lost one, and one to be cancelled. */
async function prepared() {
  const [parent, lost, wrong] = await Promise.all([original(), original(), original()]);
  const [left, right, copy] = await Promise.all([
    inLieu(parent, 'Left Co Ltd'),
    inLieu(parent, 'Right Co Ltd'),
    trueCopy(lost),
  ]);
  return { parent, lost, wrong, left, right, copy };
}
type Prepared = Awaited<ReturnType<typeof prepared>>;

/** Sends all that is prepared, at once; says which of the two requests was issued. */
async function sendAll({ left, right, copy, wrong }: Prepared) {
  const cancellation = { expectedStatus: 'in-force', reason: 'origin-not-met', explanation };
  const [isLeft, isRight] = await Promise.all([
    isIssued(left.sign()),
    isIssued(right.sign()),
    copy.sign(),
    officer.post(`/certificates/${wrong}/cancellation`, cancellation),
  ]);
  expect([isLeft, isRight].filter(Boolean)).toHaveLength(1);
  return isLeft ? { winner: left, loser: right } : { winner: right, loser: left };
}
type Outcome = Awaited<ReturnType<typeof sendAll>> & Prepared;

describe('R2 kill -9 in the middle of turns of certificates: one successor, one copy, one end', () => {
  test.each([
    ['worker', 'api'],
    ['temporal', 'postgres'],
  ] as const)(
    '%s, and a moment later %s',
    async (first, second) => {
      const ready = await prepared();
      const sent = sendAll(ready);
      await pause(40);
      await stack.kill(first);
      await pause(40);
      await stack.kill(second);
      await Promise.all([first, second].map(stack.start));
      const outcome = { ...ready, ...(await sent) };
      await lineageIsRight(outcome);
      await recordIsRight(outcome);
    },
    240_000,
  );
});

/** What everybody sees; the request that came too late waits, and is withdrawn. */
async function lineageIsRight({ winner, loser, parent, lost, wrong }: Outcome): Promise<void> {
  const child = (await read(winner.id)).certificateNumber ?? '';
  expect(await lineageOf(parent)).toMatchObject([
    { number: parent, status: 'superseded', successor: child },
    { number: child, status: 'in-force', successor: null },
  ]);
  expect(await lineageOf(lost)).toMatchObject([{ number: lost, status: 'in-force' }]);
  expect(await lineageOf(wrong)).toMatchObject([{ number: wrong, status: 'cancelled' }]);
  const { stage, revision } = await read(loser.id);
  expect(stage).toBe('awaiting-signature');
  await exporter.post(`/applications/${loser.id}/withdrawal`, {
    ...{ expectedRevision: revision, reason: 'Replaced already.' },
  });
}

/** One charge, one number, one notice of each; the books balance. */
async function recordIsRight({ winner, loser, copy, parent, lost, wrong }: Outcome): Promise<void> {
  const database = openDatabase(stack.databaseUrl);
  try {
    const moved = async (id: string) => {
      const rows = await database
        .select({ kind: ledgerTransaction.kind })
        .from(ledgerTransaction)
        .where(eq(ledgerTransaction.applicationId, id));
      return rows.map(({ kind }) => kind).toSorted();
    };
    expect(await moved(winner.id)).toEqual(['hold-fee', 'take-fee']);
    expect(await moved(copy.id)).toEqual(['hold-fee', 'take-fee']);
    expect(await moved(loser.id)).toEqual(['hold-fee', 'return-fee']);
    const [books] = await database
      .select({ sum: sql<string>`sum(${ledgerAccount.balancePaise})` })
      .from(ledgerAccount);
    expect(Number(books?.sum)).toBe(0);

    const successors = await database.$count(certificate, eq(certificate.replaces, parent));
    const copies = await database.$count(certificateCopy, eq(certificateCopy.number, lost));
    expect([successors, copies]).toEqual([1, 1]);
    const numbered = await database
      .select({ id: certificateNumber.applicationId })
      .from(certificateNumber)
      .where(inArray(certificateNumber.applicationId, [winner.id, loser.id, copy.id]));
    expect(numbered).toEqual([{ id: winner.id }]);
    const told = async (number: string, turn: 'cancelled' | 'superseded') =>
      database.$count(
        caseNotice,
        and(eq(caseNotice.certificateNumber, number), eq(caseNotice.turn, turn)),
      );
    expect(await told(wrong, 'cancelled')).toBe(1);
    expect(await told(parent, 'superseded')).toBe(1);
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}
