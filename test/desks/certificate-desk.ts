import { afterAll, expect, inject } from 'vitest';
import { applicationAnswer, caseState } from '../../api/schemas/case/answers.ts';
import { signingRequestAnswer } from '../../api/schemas/case/record-answers.ts';
import type { CooApplication } from '../../domain/application/application.ts';
import { startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { exampleApplication } from '../records/example-application.ts';
import { signedInProgram } from '../servers/api-program.ts';

/**
 * An exporter and an officer of EIC Mumbai with the token, who bring cases through the running
 * system. Call it at a test file's top.
 */
export async function certificateDesk() {
  const exporter = await signedInProgram('AAACS7302F');
  const agent = await startOfficerAgent(inject('dataDir'), 'EIC-MUMBAI');
  afterAll(() => agent.stop());
  const officer = await signedInProgram(agent.login);

  const caseAt = async (path: string) =>
    applicationAnswer.parse(await (await exporter(path)).json());

  async function drafted(answer: Response): Promise<string> {
    expect(answer.status).toBe(201);
    return `/applications/${applicationAnswer.parse(await answer.json()).id}`;
  }

  async function submit(path: string): Promise<Response> {
    const { revision } = await caseAt(path);
    const body = { expectedRevision: revision, payment: { method: 'wallet' } };
    return exporter(`${path}/submit`, { body });
  }

  async function approve(path: string): Promise<Response> {
    const { revision } = await caseAt(path);
    const body = { expectedRevision: revision, decision: { approve: true } };
    return officer(`${path}/decision`, { body });
  }

  /** What the officer's token says to what is prepared, ready to be sent. */
  async function signatureFor(path: string) {
    const answer = await officer(`${path}/signing-request`);
    const request = signingRequestAnswer.parse(await answer.json());
    const { revision, signedAttributes, documentDigest, certificateNumber } = request;
    const description = `Certificate of origin ${certificateNumber}`;
    const signature = await agent.sign({ signedAttributes, documentDigest, description });
    return { expectedRevision: revision, signature };
  }

  const sign = async (path: string): Promise<Response> =>
    officer(`${path}/signature`, { body: await signatureFor(path) });

  async function done(answer: Promise<Response>) {
    const given = await answer;
    expect(given.status, JSON.stringify(await given.clone().json())).toBe(200);
    return caseState.parse(await given.json());
  }

  /** Submits a draft and has it approved: only the signature is wanting. */
  async function approved(path: string): Promise<string> {
    await done(submit(path));
    expect((await done(approve(path))).stage).toBe('awaiting-signature');
    return path;
  }

  /** Brings a draft to its end; gives the number that its case names. */
  async function issued(path: string): Promise<string> {
    await approved(path);
    expect((await done(sign(path))).stage).toBe('issued');
    return (await caseAt(path)).certificateNumber ?? '';
  }

  const original = async (): Promise<string> =>
    issued(await drafted(await exporter('/applications', { body: exampleApplication() })));

  const explanation = 'As the papers show.';
  const askInLieu = (number: string) =>
    exporter(`/certificates/${number}/in-lieu`, {
      body: { reasons: ['change-of-consignee'], explanation },
    });
  const askCopy = (number: string) =>
    exporter(`/certificates/${number}/true-copy`, { body: { reasons: ['lost'], explanation } });

  async function change(path: string, changed: Partial<CooApplication>): Promise<Response> {
    const { application, revision } = await caseAt(path);
    const body = { ...application, ...changed };
    return exporter(path, { method: 'PUT', body, ifMatch: revision });
  }

  /** A request in lieu that changes the consignee's name, ready to be submitted. */
  async function inLieuDraft(number: string, name: string): Promise<string> {
    const path = await drafted(await askInLieu(number));
    const { application } = await caseAt(path);
    const answer = await change(path, { consignee: { ...application.consignee, name } });
    expect(answer.status).toBe(200);
    return path;
  }

  return {
    ...{ exporter, officer, caseAt, drafted, submit, approve, signatureFor, sign, done, approved },
    ...{ issued, original, askInLieu, askCopy, change, inLieuDraft },
  };
}
