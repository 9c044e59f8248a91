import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { ledgerAccount, ledgerTransaction, paymentOrder } from '../../db/schema/schema.ts';
import { addDays } from '../../domain/calendar/plain-date.ts';
import { exporterWallet, feesHeld } from '../../domain/money/account.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { feeFromDay } from '../../test/records/fee-from-day.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';
import { applicationAnswer, caseState } from '../schemas/case/answers.ts';
import { caseFeeAnswer, feeProposalAnswer, feesAnswer } from '../schemas/money/fee.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';
import { todayInIndia } from '../today.ts';

const database = openDatabase(inject('databaseUrl'));
afterAll(() => database.$client.end());
const iec = 'AAACS7302F';
const exporter = await signedInProgram(iec);

/** An office of an agency whose fees no other test here looks at. */
const place = { agency: 'TXC', office: 'SURAT' };
const money = [exporterWallet({ iec, ...place }), feesHeld(place)];

async function balances() {
  const rows = await database.select().from(ledgerAccount).where(inArray(ledgerAccount.id, money));
  return money.map((id) => Number(rows.find((row) => row.id === id)?.balancePaise ?? 0));
}

async function draft() {
  const answer = await exporter('/applications', { body: { ...exampleApplication(), ...place } });
  return `/applications/${applicationAnswer.parse(await answer.json()).id}`;
}

const caseAt = async (path: string) => applicationAnswer.parse(await (await exporter(path)).json());

async function quote(path: string): Promise<number> {
  const answer = caseFeeAnswer.parse(await (await exporter(`${path}/fee`)).json());
  expect(answer.charged).toBe(false);
  return answer.fee?.totalPaise ?? 0;
}

const submit = (path: string, method: string, expectedRevision: number, expectedFeePaise: number) =>
  exporter(`${path}/submit`, { body: { expectedRevision, expectedFeePaise, payment: { method } } });

describe('the fee shown before submission', () => {
  it('R32 R43 is the fee taken: one that has changed since is refused, and nothing is charged', async () => {
    const paths = { wallet: await draft(), gateway: await draft() };
    const shown = await quote(paths.wallet);
    expect(shown).toBe(35_000);
    const before = await balances();
    const taxes = [{ name: 'CGST', percent: '9' }];
    const entry = await feeFromDay(database, todayInIndia(), 40_000, { agency: 'TXC', taxes });

    for (const [method, path] of Object.entries(paths)) {
      const answer = await submit(path, method, 1, shown);
      expect(answer.status).toBe(422);
      const refusal = problemAnswer.parse(await answer.json());
      expect(refusal).toMatchObject({ code: 'fee-changed' });
      expect(refusal.detail).toContain('The fee is 436.00 rupees, not 350.00.');
      const id = path.split('/').at(-1) ?? '';
      const booked = await database
        .select()
        .from(ledgerTransaction)
        .where(eq(ledgerTransaction.applicationId, id));
      const orders = await database
        .select()
        .from(paymentOrder)
        .where(eq(paymentOrder.applicationId, id));
      expect([booked, orders]).toEqual([[], []]);
      expect(await caseAt(path)).toMatchObject({ stage: 'draft', feePaise: 43_600 });
    }
    expect(await balances()).toEqual(before);

    const { revision } = await caseAt(paths.wallet);
    const again = await submit(paths.wallet, 'wallet', revision, await quote(paths.wallet));
    expect(caseState.parse(await again.json()).stage).toBe('under-review');
    expect(await caseAt(paths.wallet)).toMatchObject({ feePaise: 43_600, fee: { entry } });
    const [wallet = 0, held = 0] = before;
    expect(await balances()).toEqual([wallet - 43_600, held + 43_600]);

    const byGateway = await caseAt(paths.gateway);
    await submit(paths.gateway, 'gateway', byGateway.revision, 43_600);
    const [order] = await database
      .select()
      .from(paymentOrder)
      .where(and(eq(paymentOrder.applicationId, byGateway.id), eq(paymentOrder.status, 'open')));
    expect(order?.amountPaise).toBe(43_600);
  });

  it('is changed by two people of DGFT operations, from tomorrow at the earliest', async () => {
    const proposer = await signedInProgram('operations');
    const decider = await signedInProgram('operations-b');
    const tomorrow = addDays(todayInIndia(), 1);
    const body = {
      kind: 'non-preferential',
      scheme: null,
      agency: 'TXC',
      exporterClass: 'any',
      purpose: 'original',
      from: tomorrow,
      paise: 25_000,
      source: 'A notice of this test',
      sure: 'found',
    };
    const { id } = feeProposalAnswer.parse(await (await proposer('/fees', { body })).json());
    const decision = { body: { approve: true } };
    expect((await proposer(`/fees/${id}/decision`, decision)).status).toBe(403);
    expect((await exporter(`/fees/${id}/decision`, decision)).status).toBe(403);
    expect((await decider(`/fees/${id}/decision`, decision)).status).toBe(200);
    const feesOn = async (on: string) => {
      const answer = await exporter(`/fees?scheme=NONPREF&agency=TXC&on=${on}`);
      return feesAnswer.parse(await answer.json()).fees.map((fee) => fee.id);
    };
    expect((await feesOn(tomorrow))[0]).toBe(id);
    expect(await feesOn(todayInIndia())).not.toContain(id);
  });
});
