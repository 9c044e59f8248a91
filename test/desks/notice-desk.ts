import { randomUUID } from 'node:crypto';
import type { Activities } from '../../activities/activities.ts';
import { createSendMessages } from '../../activities/case-notice/send-messages.ts';
import { createSpreadNotices } from '../../activities/case-notice/spread-notices.ts';
import { createAttemptDelivery } from '../../activities/webhook/attempt-delivery.ts';
import { createTellOfSwitchOff } from '../../activities/webhook/tell-of-switch-off.ts';
import { type CaseChange, readCase, recordStep } from '../../db/queries/case/case.ts';
import { account, mandate, officerOffice } from '../../db/schema/schema.ts';
import type { Stage } from '../../domain/stage.ts';
import { createMail } from '../../gateways/message/mail.ts';
import { createWebhookSender } from '../../gateways/message/webhook.ts';
import { caseNoticesName } from '../../workflows/case-notices/contract.ts';
import { newKeyRing } from '../new-key-ring.ts';
import { caseInStage } from '../records/case-in-stage.ts';
import { recordWithOffice } from '../records/record-with-office.ts';
import { startCaseWorker } from '../servers/case-worker.ts';
import { freshDatabase } from '../servers/fresh-database.ts';
import { mailServer } from '../servers/mailbox.ts';
import { smsGateway } from '../servers/phone.ts';

type Person = Partial<typeof account.$inferInsert>;

type Delivering = Pick<
  Activities,
  'spreadNotices' | 'sendMessages' | 'attemptDelivery' | 'tellOfSwitchOff'
>;

/**
 * An outbox with all behind it: the record, the engine, a mailbox, phones, and an office with its
 * first exporter. Webhooks may go to this machine. `script`
 * takes the place of activities. Call it at the top of a test file.
 */
export async function noticeDesk(script: (real: Delivering) => Partial<Activities> = () => ({})) {
  const { database } = await freshDatabase();
  const mailbox = await mailServer();
  const phones = await smsGateway();
  const masterKeys = newKeyRing('one');
  const owner = await recordWithOffice(database);
  const dependencies = {
    database,
    mailer: mailbox.mailer,
    sms: phones.sms,
    masterKeys,
    publicUrl: 'https://ecoo.example',
    webhookSender: createWebhookSender({ targets: 'any', timeoutMs: 3_000 }),
  };
  const activities: Delivering = {
    spreadNotices: createSpreadNotices(dependencies),
    sendMessages: createSendMessages(dependencies),
    attemptDelivery: createAttemptDelivery(dependencies),
    tellOfSwitchOff: createTellOfSwitchOff(dependencies),
  };
  const worker = await startCaseWorker({ ...activities, ...script(activities) });

  /** Nothing listens at this address. */
  const absent = createMail({
    url: 'smtp://127.0.0.1:9',
    from: 'coo-dgft@gov.in',
    timeoutMs: 3_000,
  });
  function setMailServer(is: 'away' | 'back'): void {
    dependencies.mailer = is === 'away' ? absent : mailbox.mailer;
  }

  /** Empties the outbox, as the worker has it done. */
  const deliver = (): Promise<void> =>
    worker.client.workflow.execute(caseNoticesName, {
      taskQueue: worker.taskQueue,
      workflowId: randomUUID(),
      args: [],
    });

  async function person(more: Person): Promise<{ id: string; email: string }> {
    const id = randomUUID();
    const email = `${id}@people.example`;
    const row = { id, role: 'exporter' as const, login: id, name: 'Person', email };
    await database.insert(account).values({ ...row, ...more });
    return { id, email };
  }

  const user = (more: Person = {}) =>
    person({ iec: owner.iec, rights: ['view', 'prepare', 'sign', 'pay'], ...more });

  async function agent(more: Person = {}) {
    const made = await person({ role: 'customs-agent', ...more });
    await database.insert(mandate).values({
      id: randomUUID(),
      iec: owner.iec,
      agentId: made.id,
      rights: ['view', 'prepare'],
      grantedBy: owner.accountId,
    });
    return made;
  }

  async function officer(more: Person = {}) {
    const made = await person({ role: 'officer', agencyCode: 'EIC', ...more });
    await database.insert(officerOffice).values({ accountId: made.id, officeId: 'EIC-MUMBAI' });
    return made;
  }

  const caseIn = (stage: Stage, createdBy: string = owner.accountId) =>
    caseInStage(database, stage, { accountId: createdBy, iec: owner.iec });

  /** A step of a case, as activities record it. */
  async function step(
    id: string,
    stage: Stage,
    { detail = {}, ...more }: { detail?: Record<string, unknown> } & Partial<CaseChange> = {},
  ) {
    const { revision } = await readCase(database, id);
    const event = { actor: 'system' as const, action: 'test', detail };
    await recordStep(
      database,
      { applicationId: id, name: stage, revision, at: new Date() },
      () => ({ event, ...more, set: { stage, ...more.set } }),
    );
  }

  /** What the mails to an address are about, as its owner reads them. */
  const subjectsTo = async (address: string) =>
    (await mailbox.mailsTo(address)).map(({ subject }) => subject);

  return {
    ...mailbox,
    subjectsTo,
    ...phones,
    ...worker,
    setMailServer,
    activities,
    database,
    masterKeys,
    dependencies,
    owner,
    deliver,
    person,
    user,
    agent,
    officer,
    caseIn,
    step,
  };
}
