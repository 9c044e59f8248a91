import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { createActivities } from '../../activities/activities.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { codeHash, readLink } from '../../credential/one-time-code.ts';
import { pendingOf, putCode, takeCode } from '../../db/queries/sign-in/one-time-code.ts';
import { account, oneTimeCode } from '../../db/schema/schema.ts';
import { emailChangeAsked, readEmailLink } from '../../domain/account/account-code.ts';
import { newKeyRing } from '../../test/new-key-ring.ts';
import {
  caseWorkflows,
  startCaseWorker,
  testDataConverter,
} from '../../test/servers/case-worker.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { mailServer, tokenIn } from '../../test/servers/mailbox.ts';
import { smsGateway } from '../../test/servers/phone.ts';
import { type AccountMessageInput, accountMessageId, accountMessageName } from './contract.ts';

const { database } = await freshDatabase();
const { mailer, mailsTo, setFault } = await mailServer();
const masterKeys = newKeyRing();
const { sms, codeTo, setFault: setSmsFault } = await smsGateway();

// The other gateways are none of this workflow's.
const dependencies = {
  database,
  mailer,
  sms,
  masterKeys,
  publicUrl: 'https://ecoo.example',
} as Dependencies;

const { client, taskQueue } = await startCaseWorker(createActivities(dependencies));

async function tell(input: AccountMessageInput) {
  const workflowId = accountMessageId(randomUUID());
  const handle = await client.workflow.start(accountMessageName, {
    workflowId,
    taskQueue,
    args: [input],
  });
  return handle;
}
const told = async (input: AccountMessageInput) => (await tell(input)).result();

type Change = Partial<typeof account.$inferInsert>;
async function person(change: Change = {}) {
  const id = randomUUID();
  const email = `${id}@firm.example`;
  const row = { id, role: 'exporter' as const, login: id, name: 'Meera', email, iec: 'AAACS7302F' };
  await database.insert(account).values({ ...row, passwordHash: 'a hash', ...change });
  return { id, email: change.email ?? email, login: change.login ?? id };
}

beforeEach(() => setFault({ mode: 'up' }));

describe('R22 the link to a new password', () => {
  const isRight = async (token: string) => {
    const link = readLink(token);
    if (!link) throw new Error(token);
    const purpose = 'password-reset';
    const hash = codeHash(masterKeys, { purpose, ...link });
    return (await takeCode(database, { purpose, subject: link.subject, hash })).outcome;
  };

  test.each(['login', 'email'] as const)(
    'goes to the verified address, by %s, in both languages',
    async (by) => {
      const { email, login } = await person();
      expect(
        await told({ kind: 'password-reset', login: { email, login }[by].toUpperCase() }),
      ).toEqual({ due: 1, sent: 1 });
      const [mail] = await mailsTo(email);
      expect(mail?.text).toContain('new password');
      expect(mail?.text).toContain('नया पासवर्ड');
      if (!mail) throw new Error('no mail');
      expect(await isRight(tokenIn(mail))).toBe('right');
      expect(await isRight(tokenIn(mail))).toBe('gone');
    },
  );

  test('goes to nobody where there is no such account, or it is closed', async () => {
    const closed = await person({ active: false });
    expect(await told({ kind: 'password-reset', login: closed.login })).toMatchObject({ due: 0 });
    expect(await told({ kind: 'password-reset', login: 'nobody' })).toMatchObject({ due: 0 });
    expect(await mailsTo(closed.email)).toEqual([]);
  });

  test('says to sign in with DGFT where there is no password here', async () => {
    const { email, login, id } = await person({ passwordHash: null });
    await told({ kind: 'password-reset', login });
    expect((await mailsTo(email))[0]?.text).toContain('sign in with DGFT');
    expect(await database.$count(oneTimeCode, eq(oneTimeCode.subject, id))).toBe(0);
  });

  test('goes once for each account that shares an address, naming which', async () => {
    const email = 'shared@firm.example';
    const [one, two] = [await person({ email }), await person({ email })];
    expect(await told({ kind: 'password-reset', login: email })).toEqual({ due: 2, sent: 2 });
    const texts = (await mailsTo(email)).map(({ text }) => text).join();
    expect(texts).toContain(one.login);
    expect(texts).toContain(two.login);
  });

  test('arrives when the mail server is back, and its secret is nowhere in the history', async () => {
    const { email, login } = await person();
    await setFault({ mode: 'down', requests: 2 });
    const handle = await tell({ kind: 'password-reset', login });
    expect(await handle.result()).toEqual({ due: 1, sent: 1 });
    const [mail, ...others] = await mailsTo(email);
    if (!mail) throw new Error('no mail');
    expect(others).toEqual([]);
    const history = await handle.fetchHistory();
    const payloads = (history.events ?? []).flatMap((event) => [
      event.activityTaskScheduledEventAttributes?.input?.payloads ?? [],
      event.activityTaskCompletedEventAttributes?.result?.payloads ?? [],
      event.workflowExecutionStartedEventAttributes?.input?.payloads ?? [],
      event.workflowExecutionCompletedEventAttributes?.result?.payloads ?? [],
    ]);
    const { payloadCodecs } = client.options.loadedDataConverter;
    const clear = await payloadCodecs[0]?.decode(payloads.flat());
    const said = (clear ?? []).map(({ data }) => Buffer.from(data ?? []).toString()).join();
    expect(said).toContain(login);
    expect(said).not.toContain(tokenIn(mail).split('.')[1]);
    expect(handle.workflowId).not.toContain(login);
  });
});

describe('R23 a change of e-mail', () => {
  const asked = (subject: string, email: string) =>
    putCode(database, {
      ...{ purpose: emailChangeAsked, subject, confirms: email },
      ...{ hash: '', minutes: 1440, tries: 0 },
    });

  test('asks both addresses, each by a link of its own', async () => {
    const { id: accountId, email: old } = await person();
    const email = `${accountId}@new.example`;
    await asked(accountId, email);
    expect(await told({ kind: 'email-change', accountId, email })).toEqual({ due: 2, sent: 2 });
    const [first] = await mailsTo(old);
    const [second] = await mailsTo(email);
    if (!first || !second) throw new Error('no mail');
    expect(readEmailLink(tokenIn(first))?.side).toBe('old');
    expect(readEmailLink(tokenIn(second))?.side).toBe('new');
    expect(readEmailLink(tokenIn(first))?.link).not.toBe(readEmailLink(tokenIn(second))?.link);
  });

  test('asks nobody once it was withdrawn or replaced', async () => {
    const { id: accountId, email: old } = await person();
    await asked(accountId, 'later@new.example');
    const input = { kind: 'email-change' as const, accountId, email: 'earlier@new.example' };
    expect(await told(input)).toEqual({ due: 2, sent: 0 });
    expect(await mailsTo(old)).toEqual([]);
  });

  test('tells the owner of an address that is a login already, and nobody else', async () => {
    const taken = `${randomUUID()}@agency.example`;
    await person({ login: taken, email: taken });
    const own = `${randomUUID()}@agency.example`;
    const { id: accountId } = await person({ login: own, email: own });
    await asked(accountId, taken);
    await told({ kind: 'email-change', accountId, email: taken });
    const [mail] = await mailsTo(taken);
    expect(mail?.text).toContain('nothing was changed');
    expect(mail?.text).not.toContain('token=');
    expect(await pendingOf(database, { subject: accountId, purpose: 'email-change-new' })).toBe(
      null,
    );
  });
});

test('R19 a code goes to the new mobile number as soon as the gateway is back', async () => {
  const { id: accountId } = await person();
  await setSmsFault({ mode: 'down', requests: 1 });
  await told({ kind: 'mobile-change', accountId, mobile: '+919812345678' });
  const code = (await codeTo('+919812345678')) ?? '';
  const purpose = 'mobile-change';
  const hash = codeHash(masterKeys, { purpose, subject: accountId, code });
  expect(await takeCode(database, { purpose, subject: accountId, hash })).toEqual({
    outcome: 'right',
    confirms: '+919812345678',
  });
});

test('R23 a notice goes to the former address where one is named, once', async () => {
  const { id: accountId, email } = await person();
  const to = `${randomUUID()}@former.example`;
  await told({ kind: 'notice', accountId, notice: 'email-changed', to });
  await told({ kind: 'notice', accountId, notice: 'password-changed', to: null });
  expect(await mailsTo(to)).toHaveLength(1);
  expect((await mailsTo(email))[0]?.text).toContain('password of your account was changed');
});

test('R45 who is told what others did is not asked whether it was him', async () => {
  const { id: accountId, email } = await person();
  await told({ kind: 'notice', accountId, notice: 'mandate-revoked', to: null });
  const [{ text = '' } = {}] = await mailsTo(email);
  expect(text).toContain('revoked your mandate');
  expect(text).not.toContain('If it was not you');
});

test('a recorded run of each kind replays', async () => {
  const { id: accountId, login } = await person();
  const workflowBundle = caseWorkflows();
  const dataConverter = testDataConverter;
  const inputs: AccountMessageInput[] = [
    { kind: 'password-reset', login },
    { kind: 'email-change', accountId, email: 'another@firm.example' },
    { kind: 'mobile-change', accountId, mobile: '+919812345679' },
    { kind: 'notice', accountId, notice: 'token-made', to: null },
  ];
  for (const input of inputs) {
    const handle = await tell(input);
    await handle.result();
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory({ workflowBundle, dataConverter }, history, handle.workflowId);
  }
});
