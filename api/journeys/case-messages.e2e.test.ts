import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { readMasterKeys } from '../../credential/key-ring.ts';
import { merchantKeyOf, openSecret } from '../../credential/sealed-secret.ts';
import { openDatabase } from '../../db/database.ts';
import {
  certificate,
  idempotencyKey,
  ledgerTransaction,
  office,
  paymentOrder,
} from '../../db/schema/schema.ts';
import { seal } from '../../gateways/payment/checksum.ts';
import { payAtGateway } from '../../scripts/demo/gateway-payment.ts';
import { startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { type Program, signedInProgram, tenTimes } from '../../test/servers/api-program.ts';
import { applicationAnswer, caseState } from '../schemas/case/answers.ts';
import {
  paymentAnswer,
  signingRequestAnswer,
  timelineAnswer,
} from '../schemas/case/record-answers.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end());
const exporter = await signedInProgram('AAACS7302F');
const agent = await startOfficerAgent(inject('dataDir'), 'EIC-MUMBAI');
afterAll(() => agent.stop());
const officer = await signedInProgram(agent.login);
const operations = await signedInProgram('operations');

type Answered = { answers: Response[]; bodies: unknown[] };

async function draft(body = exampleApplication()) {
  const answer = await exporter('/applications', { body });
  return `/applications/${applicationAnswer.parse(await answer.json()).id}`;
}

const caseAt = async (path: string, as: Program = exporter) =>
  applicationAnswer.parse(await (await as(path)).json());

async function actionsOn(path: string) {
  const { events } = timelineAnswer.parse(await (await exporter(`${path}/timeline`)).json());
  return events.map(({ action }) => action);
}

const submission = (expectedRevision: number, method: 'wallet' | 'gateway' = 'wallet') => ({
  expectedRevision,
  payment: { method },
});

async function submitted(method: 'wallet' | 'gateway' = 'wallet') {
  const path = await draft();
  const answer = await exporter(`${path}/submit`, { body: submission(1, method) });
  expect(answer.status).toBe(200);
  return { path, state: caseState.parse(await answer.json()) };
}

async function allSame({ answers, bodies }: Answered) {
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  for (const body of bodies) expect(body).toEqual(bodies[0]);
  const replayed = answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true');
  expect(replayed).toHaveLength(9);
}

async function tenWithOneKey(as: Program, path: string, body: unknown): Promise<Answered> {
  const key = randomUUID();
  const answers = await tenTimes(() => as(path, { body, key }));
  return { answers, bodies: await Promise.all(answers.map((answer) => answer.json())) };
}

/** Ten people, or one who lost patience: ten keys, of which one may win. */
async function tenWithTenKeys(as: Program, path: string, body: unknown) {
  const answers = await tenTimes(() => as(path, { body }));
  const won = answers.filter(({ status }) => status === 200);
  const lost = answers.filter(({ status }) => status === 409);
  expect([won.length, lost.length]).toEqual([1, 9]);
  for (const answer of lost) problemAnswer.parse(await answer.json());
}

async function transactionsOf(path: string) {
  const id = path.split('/').at(-1) ?? '';
  const rows = await database
    .select({ kind: ledgerTransaction.kind })
    .from(ledgerTransaction)
    .where(eq(ledgerTransaction.applicationId, id));
  return rows.map(({ kind }) => kind);
}

/** As a crash between Temporal's answer and ours leaves the key: in flight, its process dead. */
async function forgetAnswer(key: string) {
  await database
    .update(idempotencyKey)
    .set({ status: null, body: null, createdAt: new Date(0) })
    .where(eq(idempotencyKey.key, key));
}

async function signatureFor(path: string) {
  const answer = await officer(`${path}/signing-request`);
  const request = signingRequestAnswer.parse(await answer.json());
  const { revision, signedAttributes, documentDigest } = request;
  const signature = await agent.sign({ signedAttributes, documentDigest, description: 'Test' });
  return { expectedRevision: revision, signature };
}

describe('messages to a case (R5)', () => {
  it('one effect of ten equal submissions, decisions and signatures, and one answer for all', async () => {
    const path = await draft();
    await allSame(await tenWithOneKey(exporter, `${path}/submit`, submission(1)));
    const { revision } = await caseAt(path);
    const decision = { expectedRevision: revision, decision: { approve: true } };
    await allSame(await tenWithOneKey(officer, `${path}/decision`, decision));
    const signature = await signatureFor(path);
    await allSame(await tenWithOneKey(officer, `${path}/signature`, signature));

    const actions = await actionsOn(path);
    expect(actions.filter((action) => action === 'submit')).toHaveLength(1);
    expect(actions.filter((action) => action === 'approve')).toHaveLength(1);
    expect(actions.filter((action) => action === 'issue')).toHaveLength(1);
    expect(await transactionsOf(path)).toEqual(['hold-fee', 'take-fee']);
    const { certificateNumber } = await caseAt(path);
    const rows = await database
      .select()
      .from(certificate)
      .where(eq(certificate.applicationId, path.split('/').at(-1) ?? ''));
    expect(rows.map(({ number }) => number)).toEqual([certificateNumber]);
  });

  it('one winner of ten who submit, decide and sign at once under keys of their own', async () => {
    const path = await draft();
    await tenWithTenKeys(exporter, `${path}/submit`, submission(1));
    const { revision } = await caseAt(path);
    const decision = { expectedRevision: revision, decision: { approve: true } };
    await tenWithTenKeys(officer, `${path}/decision`, decision);
    await tenWithTenKeys(officer, `${path}/signature`, await signatureFor(path));
    expect(await transactionsOf(path)).toEqual(['hold-fee', 'take-fee']);
    expect((await caseAt(path)).stage).toBe('issued');
  });

  it('R32 one receipt, however often and by whichever way a payment is told', async () => {
    const { path } = await submitted('gateway');
    const order = paymentAnswer.parse(await (await exporter(`${path}/payment`)).json());
    await payAtGateway(order);
    const [eic] = await database.select().from(office).where(eq(office.id, 'EIC-MUMBAI'));
    const masterKeys = await readMasterKeys(inject('stackEnv').ECOO_SECRETS_DIR ?? '');
    const { merchantId = '' } = eic ?? {};
    const before = [merchantId, order.orderId, 'T1', 'B1', '00000350.00', 'X', 'NA', 'NA', 'INR'];
    const after = ['R', 'x', 'NA', 'NA', '22-11-2026 12:00:00', '0300', 'NA'];
    const fields = [...before, ...after, ...Array(9).fill('NA')];
    const msg = seal(
      fields,
      openSecret(eic?.checksumKeySealed ?? '', masterKeys, merchantKeyOf('EIC-MUMBAI', merchantId)),
    );
    const told = await tenTimes(() =>
      fetch(`${inject('addresses').api}/api/v1/payments/notice`, {
        method: 'POST',
        body: new URLSearchParams({ msg }),
      }),
    );
    expect(told.map(({ status }) => status)).toEqual(Array(10).fill(204));
    await expect.poll(async () => (await caseAt(path)).stage).toBe('under-review');
    expect((await transactionsOf(path)).sort()).toEqual(['gateway-receipt', 'hold-fee']);
    const orders = await database
      .select()
      .from(paymentOrder)
      .where(and(eq(paymentOrder.id, order.orderId), eq(paymentOrder.status, 'paid')));
    expect(orders).toHaveLength(1);
  });

  it('gives the first outcome to a repeat whose first answer was lost in a crash', async () => {
    const path = await draft();
    const keys = { submit: randomUUID(), decide: randomUUID(), sign: randomUUID() };
    const submit = () => exporter(`${path}/submit`, { body: submission(1), key: keys.submit });
    const first = await (await submit()).json();
    await forgetAnswer(keys.submit);
    expect(await (await submit()).json()).toEqual(first);

    const { revision } = await caseAt(path);
    const body = { expectedRevision: revision, decision: { approve: true } };
    const decide = () => officer(`${path}/decision`, { body, key: keys.decide });
    const decided = await (await decide()).json();
    await forgetAnswer(keys.decide);
    expect(await (await decide()).json()).toEqual(decided);

    const signature = await signatureFor(path);
    const sign = () => officer(`${path}/signature`, { body: signature, key: keys.sign });
    const issued = await (await sign()).json();
    await forgetAnswer(keys.sign);
    expect(await (await sign()).json()).toEqual(issued);
    expect(await transactionsOf(path)).toEqual(['hold-fee', 'take-fee']);
  });

  it('refuses what the rules refuse with the reasoning, and starts and charges nothing', async () => {
    const application = exampleApplication('refused-aifta-34.996-percent');
    const path = await draft(application);
    const answer = await exporter(`${path}/submit`, { body: submission(1) });
    expect(answer.status).toBe(422);
    const refusal = problemAnswer.parse(await answer.json());
    expect(refusal.code).toBe('value-content-too-low');
    expect(refusal.reasoning?.length).toBeGreaterThan(0);
    expect(await transactionsOf(path)).toEqual([]);
    expect(await caseAt(path)).toMatchObject({ stage: 'draft', revision: 1 });
  });

  it('refuses a signature that is not over the certificate, and waits for a good one', async () => {
    const { path, state } = await submitted();
    const decision = { expectedRevision: state.revision, decision: { approve: true } };
    await officer(`${path}/decision`, { body: decision });
    const good = await signatureFor(path);
    const bytes = Buffer.from(good.signature, 'base64');
    bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
    const body = { ...good, signature: bytes.toString('base64') };
    const refused = await officer(`${path}/signature`, { body });
    expect(refused.status).toBe(422);
    expect(problemAnswer.parse(await refused.json()).code).toBe('signature-not-accepted');
    expect((await caseAt(path)).stage).toBe('awaiting-signature');
    expect((await officer(`${path}/signature`, { body: good })).status).toBe(200);
  });

  it('R50 rejects with reasons that the exporter reads', async () => {
    const { path, state } = await submitted();
    const reasons = [{ pointer: '/items/0/hsExport', reason: 'Not the code of these goods.' }];
    const body = { expectedRevision: state.revision, decision: { approve: false, reasons } };
    expect((await officer(`${path}/decision`, { body })).status).toBe(200);
    expect(await caseAt(path)).toMatchObject({
      stage: 'rejected',
      rejection: reasons,
      actions: [],
    });
    const again = await officer(`${path}/decision`, { body });
    expect(again.status).toBe(409);
  });

  it('R6 shows operations the run behind a case', async () => {
    const { path } = await submitted();
    const run = await (await operations(`${path}/run`)).json();
    expect(run).toMatchObject({ workflowId: `coo-application/${path.split('/').at(-1)}` });
  });
});
