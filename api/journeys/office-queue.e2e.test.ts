import { expect, inject, it } from 'vitest';
import { startOfficerAgent } from '../../scripts/demo/signing-agent.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';
import { applicationAnswer, applicationPage, caseState } from '../schemas/case/answers.ts';
import { claimState } from '../schemas/case/queue.ts';
import { turnaroundAnswer } from '../schemas/office/turnaround.ts';
import { todayInIndia } from '../today.ts';

it('R50 a case comes to its office with a due date, is claimed, and rejected by who has it', async () => {
  const agent = await startOfficerAgent(inject('dataDir'), 'EIC-MUMBAI');
  await agent.stop();
  const exporter = await signedInProgram('AAACS7302F');
  const officer = await signedInProgram(agent.login);
  const draft = await exporter('/applications', { body: exampleApplication() });
  const { id } = applicationAnswer.parse(await draft.json());
  const path = `/applications/${id}`;
  const submission = { expectedRevision: 1, payment: { method: 'wallet' } };
  const sent = await exporter(`${path}/submit`, { body: submission });
  const { stage, revision } = caseState.parse(await sent.json());
  expect(stage).toBe('under-review');
  const turnaround = async () =>
    turnaroundAnswer.parse(await (await officer('/offices/EIC-MUMBAI/turnaround')).json());
  const waiting = (await turnaround()).waiting.map((one) => one.stage);
  expect(waiting).toContain('under-review');

  const shown = applicationAnswer.parse(await (await officer(path)).json());
  expect(shown).toMatchObject({ claim: null, overdue: false, perishable: false });
  expect((shown.dueOn ?? '') > todayInIndia()).toBe(true);

  const claimed = await officer(`${path}/claim`, { method: 'POST' });
  expect(claimState.parse(await claimed.json())).toMatchObject({ revision, claim: {} });
  const page = await officer('/applications?claim=mine&limit=100');
  const mine = applicationPage.parse(await page.json()).applications;
  expect(mine.map((one) => one.id)).toContain(id);

  const decision = { approve: false, reasons: [{ pointer: null, reason: 'No proof of origin' }] };
  const body = { expectedRevision: revision, decision };
  const decided = await officer(`${path}/decision`, { body });
  expect(caseState.parse(await decided.json()).stage).toBe('rejected');
  expect((await turnaround()).decided.today).toBeGreaterThan(0);
});
