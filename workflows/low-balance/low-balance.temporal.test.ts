import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { createFindLowBalances } from '../../activities/low-balance/find-low-balances.ts';
import { createTellOfLowBalance } from '../../activities/low-balance/tell-of-low-balance.ts';
import { balanceNoticeAnswer } from '../../api/schemas/money/wallet.ts';
import { keepIecRecord } from '../../db/queries/dgft/exporter.ts';
import { type Booking, book, isOverdraft } from '../../db/queries/money/ledger/ledger.ts';
import { office } from '../../db/schema/schema.ts';
import { gatewayReceipt, holdFee, openingBalance } from '../../domain/money/posting.ts';
import { apiServer } from '../../test/servers/api-server.ts';
import { startCaseWorker } from '../../test/servers/case-worker.ts';
import { mailServer } from '../../test/servers/mailbox.ts';
import * as contract from './contract.ts';

const { call, database } = await apiServer();
const { mailer, mailsTo, setFault } = await mailServer();
const { client, taskQueue } = await startCaseWorker({
  findLowBalances: createFindLowBalances({ database }),
  tellOfLowBalance: createTellOfLowBalance({ database, mailer }),
});

const iec = 'AAACS7302F';
const email = 'exports@sahyadri.example';
await keepIecRecord(database, {
  iec,
  status: 'active',
  record: { iec, pan: iec, name: 'Sahyadri', address: ['Plot 14'], country: 'IN', email },
  fetchedAt: new Date(),
});

/** Each test has a wallet of its own, at an office of its own. */
let wallet: { iec: string; agency: string; office: string };
let officeId: string;
let mailsBefore: number;
beforeEach(async () => {
  const code = randomUUID().slice(0, 8).toUpperCase();
  officeId = `EIC-${code}`;
  wallet = { iec, agency: 'EIC', office: code };
  await database.insert(office).values({
    ...{ id: officeId, agencyCode: 'EIC', code, name: `EIC ${code}`, place: 'Mumbai' },
    ...{ address: ['1 Harbour Road'], merchantId: '', checksumKeySealed: '' },
  });
  mailsBefore = (await mailsTo(email)).length;
});

const run = () =>
  client.workflow.execute(contract.lowBalanceName, {
    args: [],
    workflowId: randomUUID(),
    taskQueue,
  });
const post = (bookings: Booking[]) => book(database, bookings);
const fill = (paise: number) =>
  post([{ key: randomUUID(), applicationId: null, posting: openingBalance({ ...wallet, paise }) }]);
const spend = (paise: number) =>
  post([
    { key: randomUUID(), applicationId: randomUUID(), posting: holdFee({ ...wallet, paise }) },
  ]);

async function notice(belowPaise: number | null) {
  const path = `/api/v1/wallets/${officeId}/notice`;
  const answer = await call(path, { method: 'PUT', as: 'exporter', body: { belowPaise } });
  expect(answer.status).toBe(200);
  const told = balanceNoticeAnswer.parse(await answer.json());
  expect(await (await call(path, { as: 'exporter' })).json()).toEqual(told);
  return told;
}

/** The mails of this test, the newest first, none of them delivered twice. */
async function mails() {
  const found = await mailsTo(email);
  const ours = found.slice(0, found.length - mailsBefore);
  expect(ours.filter((mail) => 'deliveries' in mail && mail.deliveries !== 1)).toEqual([]);
  return ours;
}

it('R43 twenty spends at once that take a wallet below bring one mail, in English and Hindi', async () => {
  await fill(20_000);
  expect(await notice(10_001)).toMatchObject({ belowPaise: 10_001, balancePaise: 20_000 });
  const spends = Promise.all(Array.from({ length: 20 }, () => spend(1_000)));
  // Some look while it falls, some at the same moment, some after.
  const runs = Array.from({ length: 4 }, run);
  await Promise.all([spends, ...runs]);
  await Promise.all([run(), run()]);
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Your wallet is running low · आपके वॉलेट में राशि कम है');
  for (const words of ['100.01', '100.00', `EIC ${wallet.office}`, 'फिर', iec]) {
    expect(mail?.text).toContain(words);
  }
});

it('the next mail comes when the wallet has risen and fallen again', async () => {
  await fill(500);
  await notice(300);
  await spend(201);
  await run();
  expect(await mails()).toHaveLength(1);
  await spend(99);
  await fill(99);
  await run();
  expect(await mails()).toHaveLength(1);
  await fill(1);
  await spend(1);
  await run();
  expect(await mails()).toHaveLength(2);
  // Twice between two looks is twice all the same.
  await fill(10);
  await spend(10);
  await fill(10);
  await spend(10);
  await run();
  expect(await mails()).toHaveLength(4);
});

it('a fee paid by the gateway passes through a low wallet without a mail', async () => {
  await fill(500);
  await notice(1_000);
  const applicationId = randomUUID();
  await post([
    { key: randomUUID(), applicationId, posting: gatewayReceipt({ ...wallet, paise: 35_000 }) },
    { key: randomUUID(), applicationId, posting: holdFee({ ...wallet, paise: 35_000 }) },
  ]);
  await run();
  expect(await mails()).toEqual([]);
});

it('what was low when the notice was asked for, or is watched no more, brings none', async () => {
  await fill(500);
  await notice(1_000);
  await spend(1);
  await run();
  await fill(1_000);
  await notice(null);
  await spend(1_000);
  await run();
  expect(await mails()).toEqual([]);
  expect(await notice(null)).toMatchObject({ belowPaise: null });
});

it('a mail server that is away is waited for, while the wallet is spent as ever', async () => {
  await fill(1_000);
  await notice(1_000);
  await setFault({ mode: 'down' });
  await spend(400);
  const first = run();
  await spend(600);
  await expect(spend(1)).rejects.toSatisfy(isOverdraft);
  await setFault({ mode: 'up' });
  await first;
  await run();
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail?.text).toContain('6.00');
});
