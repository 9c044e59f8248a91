import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ApiClient, expected, type Problem, signIn } from './api-client.ts';
import type { ApplicationFile } from './application-file.ts';
import { type CaseAnswer, type Place, signAndIssue, until } from './case.ts';
import { payAtGateway } from './gateway-payment.ts';
import { declare } from './self-declaration.ts';
import { startOfficerAgent } from './signing-agent.ts';

/** How the exporter's part ended: accepted, his own turn or the office's, or refused with nothing charged. */
export type Submission =
  | { refused: Problem; applicationId: string | null }
  | { refused: null; applicationId: string; exporter: ApiClient; stage: string };

const stillMoving = new Set(['draft', 'submitted', 'awaiting-payment']);

/** Applies as the exporter: draft, documents, submission, payment. */
export async function apply(place: Place, file: ApplicationFile): Promise<Submission> {
  const { say } = place;
  const exporter = await signIn(place, file.exporter.iec);
  const created = await exporter.post<CaseAnswer>('/applications', file.application);
  if (!created.ok) return { refused: created.problem, applicationId: null };
  const { id } = created.body;
  say(`Draft ${id} for ${file.application.scheme}, fee ${created.body.feePaise / 100} rupees.`);
  for (const document of file.documents) {
    const form = new FormData();
    form.set('type', document.type);
    form.set('file', new Blob([await readFile(document.file)]), path.basename(document.file));
    expected(await exporter.upload(`/applications/${id}/documents`, form));
  }
  say(`${file.documents.length} documents uploaded.`);

  const draft = expected(await exporter.get<CaseAnswer>(`/applications/${id}`));
  const { payment, sign } = file;
  const declaration =
    sign?.method === 'declaration'
      ? await declare(place, exporter, file.exporter.iec, id)
      : undefined;
  const submitted = await exporter.post<CaseAnswer>(`/applications/${id}/submit`, {
    expectedRevision: draft.revision,
    expectedFeePaise: draft.feePaise,
    payment,
    declaration,
  });
  if (!submitted.ok) return { refused: submitted.problem, applicationId: id };
  if (payment?.method === 'gateway') {
    await until(exporter, id, (one) => one.stage !== 'submitted');
    const order = expected(
      await exporter.get<{ url: string; msg: string }>(`/applications/${id}/payment`),
    );
    await payAtGateway(order);
    say('Paid at the gateway (simulated).');
  }
  const opened = await until(exporter, id, (one) => !stillMoving.has(one.stage));
  const paid = payment ? `paid by ${payment.method}` : 'nothing to pay';
  say(`Submitted, ${paid}; the case is ${opened.stage}.`);
  return { refused: null, applicationId: id, exporter, stage: opened.stage };
}

/** Approves and signs as an officer of the case's office, with that officer's own token. */
export async function examineAndSign(place: Place, id: string, office: string): Promise<void> {
  const agent = await startOfficerAgent(place.dataDir, office);
  try {
    const officer = await signIn(place, agent.login);
    const seen = expected(await officer.get<CaseAnswer>(`/applications/${id}`));
    const decision = { approve: true };
    expected(
      await officer.post(`/applications/${id}/decision`, {
        expectedRevision: seen.revision,
        decision,
      }),
    );
    const approved = await until(officer, id, (one) => one.stage !== 'under-review');
    place.say(`${agent.login} approved; the case is ${approved.stage}.`);
    const number = await signAndIssue(officer, agent, id, 'Certificate of origin');
    place.say(`Signed by the officer's token and issued as ${number}.`);
  } finally {
    agent.stop();
  }
}
