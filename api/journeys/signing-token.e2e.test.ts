import { afterAll, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { demonstrationPassword } from '../../scripts/seed/people.ts';
import { sha256Of, stackTokenOffice } from '../../test/people/exporter-token.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';
import { challengeAnswer, signingTokenAnswer } from '../schemas/account/signing-token.ts';
import { accountAnswer, applicationAnswer, caseState } from '../schemas/case/answers.ts';
import { signingRequestAnswer } from '../schemas/case/record-answers.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';

const database = openDatabase(inject('databaseUrl'));
const tokens = await stackTokenOffice();
const seeded = await startOfficerAgent(inject('dataDir'), 'EIC-KOCHI');
afterAll(async () => {
  seeded.stop();
  await tokens.close();
  await database.$client.end();
});
const officer = await signedInProgram(seeded.login);
const exporter = await signedInProgram('AAACS7302F');
const address = '/account/signing-token';

async function approvedCase(): Promise<string> {
  const body = { ...exampleApplication(), agency: 'EIC', office: 'KOCHI' };
  const drafted = applicationAnswer.parse(await (await exporter('/applications', { body })).json());
  const path = `/applications/${drafted.id}`;
  const payment = { method: 'wallet' };
  const submission = { expectedRevision: drafted.revision, payment };
  const submitted = await exporter(`${path}/submit`, { body: submission });
  expect(submitted.status).toBe(200);
  const reviewed = async () => applicationAnswer.parse(await (await officer(path)).json());
  await expect.poll(async () => (await reviewed()).stage, { timeout: 20_000 }).toBe('under-review');
  const decision = { approve: true };
  const { revision } = await reviewed();
  const decided = await officer(`${path}/decision`, {
    body: { expectedRevision: revision, decision },
  });
  expect(caseState.parse(await decided.json()).stage).toBe('awaiting-signature');
  return path;
}

const requestOf = async (path: string) =>
  signingRequestAnswer.parse(await (await officer(`${path}/signing-request`)).json());

it('R47 an officer registers a new token; from then on it signs, and the old one does not', async () => {
  const path = await approvedCase();
  const before = await requestOf(path);
  const { signedAttributes, documentDigest } = before;
  const old = await seeded.sign({ signedAttributes, documentDigest, description: 'Test' });

  const self = accountAnswer.parse(await (await officer('/sessions/current')).json());
  const token = await tokens.realToken({ name: self.name, organisation: 'EIC' });
  const asked = await officer(`${address}/challenge`, { method: 'POST' });
  const { challengeId, challenge } = challengeAnswer.parse(await asked.json());
  const presented = await token.present(challenge);
  const registered = await officer(address, {
    method: 'PUT',
    body: { challengeId, password: demonstrationPassword, ...presented },
  });
  expect(signingTokenAnswer.parse(await registered.json()).token?.sha256).toBe(sha256Of(token));
  const entries = await listAuditOf(database, `account/${self.id}`);
  expect(JSON.parse(entries.at(-1)?.body ?? '{}')).toMatchObject({
    action: 'signing-token-registered',
    before: { sha256: before.certificateSha256 },
    after: { sha256: sha256Of(token) },
  });

  const mailbox = `${inject('addresses').mailbox}/messages?to=${encodeURIComponent(seeded.login)}`;
  const mails = async () => JSON.stringify(await (await fetch(mailbox)).json());
  await expect.poll(mails, { timeout: 20_000 }).toContain('A signing token was registered');

  const late = await officer(`${path}/signature`, {
    body: { expectedRevision: before.revision, signature: old },
  });
  expect(problemAnswer.parse(await late.json()).code).toBe('signing-request-stale');

  const renewed = await officer(`${path}/signing-request`, {
    body: { expectedRevision: before.revision },
  });
  expect(renewed.status).toBe(200);
  const now = await requestOf(path);
  expect(now.certificateSha256).toBe(sha256Of(token));
  const signed = await fetch(`${token.agentUrl}/sign`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      signedAttributes: now.signedAttributes,
      documentDigest: now.documentDigest,
      description: now.certificateNumber,
    }),
  });
  const { signature } = (await signed.json()) as { signature: string };
  const issued = await officer(`${path}/signature`, {
    body: { expectedRevision: now.revision, signature },
  });
  expect(caseState.parse(await issued.json()).stage).toBe('issued');
});
