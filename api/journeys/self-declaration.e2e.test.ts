import { sign } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { ledgerTransaction, paymentOrder } from '../../db/schema/schema.ts';
import { demonstrationPassword } from '../../scripts/seed/people.ts';
import { aPicture } from '../../test/access/people.ts';
import {
  type RealToken,
  sha256Of,
  stackTokenOffice,
  type TestToken,
} from '../../test/people/exporter-token.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { type Program, signedInProgram } from '../../test/servers/api-program.ts';
import { challengeAnswer } from '../schemas/account/signing-token.ts';
import { applicationAnswer, applicationPage, caseState } from '../schemas/case/answers.ts';
import { certificateContent, verificationAnswer } from '../schemas/case/certificate.ts';
import { declarationAnswer } from '../schemas/case/declaration.ts';
import { signingRequestAnswer } from '../schemas/case/record-answers.ts';
import { lineageAnswer } from '../schemas/certificate/request.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const database = openDatabase(inject('databaseUrl'));
const tokens = await stackTokenOffice();
afterAll(async () => {
  await tokens.close();
  await database.$client.end({ timeout: 5 });
});
const firm = { name: 'Meera Kulkarni', organisation: 'Sahyadri Chemicals Private Limited' };
const exporter = await signedInProgram('AAACS7302F');
const rival = await signedInProgram('AABCK4410M');
const officer = await signedInProgram('officer.eic-mumbai@eic.example');
const operations = await signedInProgram('operations');
const agent = await signedInProgram('agent@fastcargo.example');
const token = await tokens.realToken({ ...firm, iec: 'AAACS7302F' });
/** As good as his own, and not registered; its key is here, to sign what no agent would. */
const other = await tokens.softToken({ ...firm, iec: 'AAACS7302F' });
const signedByOther = (bytes: Buffer) => sign('sha256', bytes, other.privateKey).toString('base64');

const codeOf = async (answer: Response | Promise<Response>) =>
  problemAnswer.parse(await (await answer).json()).code;
const caseAt = async (path: string) => applicationAnswer.parse(await (await exporter(path)).json());
const verified = async (number: string) =>
  verificationAnswer.parse(
    await (await fetch(`${inject('addresses').api}/api/v1/verify/${number}`)).json(),
  );

async function done(answer: Response) {
  expect(answer.status, await answer.clone().text()).toBe(200);
  return caseState.parse(await answer.json());
}

async function signedBy({ agentUrl }: RealToken, address: string, request: object) {
  const answer = await fetch(`${agentUrl}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...request, description: 'Test' }),
  });
  if (!answer.ok) throw new Error(`The agent refuses: ${await answer.text()}`);
  return ((await answer.json()) as { signature: string }).signature;
}

async function drafted(): Promise<string> {
  const body = exampleApplication('efta-self-declaration');
  const answer = await exporter('/applications', { body });
  return `/applications/${applicationAnswer.parse(await answer.json()).id}`;
}

async function register(by: TestToken): Promise<Response> {
  const asked = await exporter('/account/signing-token/challenge', { method: 'POST' });
  const { challengeId, challenge } = challengeAnswer.parse(await asked.json());
  const presented = await by.present(challenge);
  const body = { challengeId, password: demonstrationPassword, ...presented };
  return exporter('/account/signing-token', { method: 'PUT', body });
}

/** Hands the draft in with the signature of a token over it as it stands, or with a given one. */
async function submit(path: string, by: RealToken, given?: string): Promise<Response> {
  const { revision: expectedRevision } = await caseAt(path);
  const answer = await exporter(`${path}/declaration`);
  const { declaration } = declarationAnswer.parse(await answer.json());
  const signature = given ?? (await signedBy(by, '/sign-declaration', { declaration }));
  return exporter(`${path}/submit`, { body: { expectedRevision, declaration: { signature } } });
}

async function prepare(path: string, as: Program = exporter): Promise<Response> {
  const { revision: expectedRevision } = await caseAt(path);
  return as(`${path}/signing-request`, { body: { expectedRevision } });
}

async function issue(path: string, by: RealToken): Promise<Response> {
  const request = signingRequestAnswer.parse(
    await (await exporter(`${path}/signing-request`)).json(),
  );
  const { signedAttributes, documentDigest, revision: expectedRevision } = request;
  const signature = await signedBy(by, '/sign', { signedAttributes, documentDigest });
  return exporter(`${path}/signature`, { body: { expectedRevision, signature } });
}

async function issued(path: string): Promise<string> {
  await done(await submit(path, token));
  await done(await prepare(path));
  expect((await done(await issue(path, token))).stage).toBe('issued');
  return (await caseAt(path)).certificateNumber ?? '';
}

describe('R35 an exporter declares origin himself', () => {
  let path = '';
  let number = '';

  it('submits nothing without the signature of his own registered token over this very draft', async () => {
    path = await drafted();
    const { revision: expectedRevision, feePaise } = await caseAt(path);
    expect(feePaise).toBe(0);
    const unsigned = exporter(`${path}/submit`, { body: { expectedRevision } });
    expect(await codeOf(unsigned)).toBe('declaration-not-signed');
    expect(await codeOf(submit(path, token))).toBe('token-not-registered');

    const strange = await tokens.softToken(firm);
    expect(await codeOf(register(strange))).toBe('certificate-without-iec');
    expect((await register(token)).status).toBe(200);
    const asked = await exporter(`${path}/declaration`);
    const declared = declarationAnswer.parse(await asked.json());
    expect(declared.certificateSha256).toBe(sha256Of(token));

    const { declaration } = declared;
    const others = signedByOther(Buffer.from(declaration));
    expect(await codeOf(submit(path, token, others))).toBe('declaration-not-accepted');
    const early = await signedBy(token, '/sign-declaration', { declaration });
    const { revision, application } = await caseAt(path);
    const edited = { ...application, remarks: 'Otherwise' };
    await exporter(path, { method: 'PUT', body: edited, ifMatch: revision });
    expect(await codeOf(submit(path, token, early))).toBe('declaration-not-accepted');
    expect((await caseAt(path)).stage).toBe('draft');
  });

  it('submits: accepted at once, nothing charged or booked, and his turn', async () => {
    expect((await done(await submit(path, token))).stage).toBe('auto-approved-pending-issuance');
    const one = await caseAt(path);
    expect(one).toMatchObject({ waitsFor: 'exporter', feePaise: 0, paymentMethod: null });
    expect(one.respondBy).not.toBeNull();
    expect(one.actions.toSorted()).toEqual(['issue', 'prepare-issue', 'withdraw']);
    const [books, orders] = [ledgerTransaction, paymentOrder];
    expect(await database.$count(books, eq(books.applicationId, one.id))).toBe(0);
    expect(await database.$count(orders, eq(orders.applicationId, one.id))).toBe(0);
  });

  it('R45 is seen by his own people and DGFT operations alone, and by nobody else acted on', async () => {
    for (const stranger of [officer, rival]) {
      expect((await stranger(path)).status).toBe(404);
      expect((await prepare(path, stranger)).status).toBe(404);
    }
    const queue = await officer('/applications?limit=100');
    const page = applicationPage.parse(await queue.json());
    expect(page.applications.filter(({ office }) => office === 'DGFT-SELF')).toEqual([]);
    for (const onlooker of [operations, agent]) {
      expect((await onlooker(path)).status).toBe(200);
      expect((await prepare(path, onlooker)).status).toBe(403);
    }
    const { revision: expectedRevision } = await caseAt(path);
    const decision = { expectedRevision, decision: { approve: true } };
    expect((await operations(`${path}/decision`, { body: decision })).status).toBe(409);
  });

  it('R34 issues with his scanned signature and his registered token alone', async () => {
    expect(await codeOf(prepare(path))).toBe('signature-image-missing');
    const scan = await exporter('/account/signature-image', { method: 'PUT', picture: aPicture });
    expect(scan.headers.get('content-type')).toBe('image/png');
    expect((await done(await prepare(path))).stage).toBe('auto-approved-pending-issuance');
    const prepared = await exporter(`${path}/signing-request`);
    const request = signingRequestAnswer.parse(await prepared.json());
    const signature = signedByOther(Buffer.from(request.signedAttributes, 'base64'));
    const body = { expectedRevision: request.revision, signature };
    expect(await codeOf(exporter(`${path}/signature`, { body }))).toBe('signature-not-accepted');
    expect((await officer(`${path}/signature`, { body })).status).toBe(404);
    expect((await done(await issue(path, token))).stage).toBe('issued');
    number = (await caseAt(path)).certificateNumber ?? '';
    expect(number).toMatch(/^DGFT-SELF-/);
  });

  it('R70 and everybody is told that it is genuine; paper and file are his to fetch', async () => {
    const told = await verified(number);
    expect(told).toMatchObject({ genuine: true, verdict: 'genuine-and-in-force' });
    expect(told.issuerRecognised.sentence).toContain('No agency has examined it');
    const twin = await exporter(`/certificates/${number}`);
    expect(certificateContent.parse(await twin.json())).toMatchObject({
      ...{ officer: { name: 'Meera Kulkarni', designation: 'Exporter' } },
      office: { code: 'SELF', place: 'Raigad 410208' },
    });
    const files = ['pdf', 'physical-copy'].map((file) => `/certificates/${number}/${file}`);
    const [electronic, physical] = await Promise.all(
      files.map(async (file) => Buffer.from(await (await exporter(file)).arrayBuffer())),
    );
    expect(electronic?.includes('/ByteRange')).toBe(true);
    expect(physical?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(physical?.includes('/ByteRange')).toBe(false);
    for (const file of files) expect((await officer(file)).status).toBe(404);
  });

  it('R2 replaces it by another of his own, and cancels that; an officer can neither', async () => {
    const copy = await exporter(`/certificates/${number}/true-copy`, {
      body: { reasons: ['lost'], explanation: 'Gone.' },
    });
    expect(await codeOf(copy)).toBe('true-copy-too-late');
    const asked = await exporter(`/certificates/${number}/in-lieu`, {
      body: { reasons: ['change-of-consignee'], explanation: 'Another buyer.' },
    });
    const draft = applicationAnswer.parse(await asked.json());
    const body = { ...draft.application, remarks: 'Sold afloat' };
    await exporter(`/applications/${draft.id}`, { method: 'PUT', body, ifMatch: draft.revision });
    const successor = await issued(`/applications/${draft.id}`);
    const lineage = async () =>
      lineageAnswer
        .parse(await (await exporter(`/certificates/${number}/lineage`)).json())
        .lineage.map(({ status }) => status);
    expect(await lineage()).toEqual(['superseded', 'in-force']);

    const cancel = (as: Program, of: string, expectedStatus: string) =>
      as(`/certificates/${of}/cancellation`, {
        body: { expectedStatus, reason: 'goods-not-exported', explanation: 'Sold at home.' },
      });
    expect((await cancel(officer, successor, 'in-force')).status).toBe(404);
    expect((await cancel(agent, successor, 'in-force')).status).toBe(403);
    expect((await cancel(exporter, successor, 'in-force')).status).toBe(200);
    expect((await cancel(operations, number, 'superseded')).status).toBe(200);
    expect(await lineage()).toEqual(['cancelled', 'cancelled']);
    expect(await verified(successor)).toMatchObject({ statusCurrent: { status: 'cancelled' } });
  });
});
