import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterAll } from 'vitest';
import type { KeyRing } from '../../credential/key-ring.ts';
import { merchantKeyOf, sealSecret } from '../../credential/sealed-secret.ts';
import type { Database } from '../../db/database.ts';
import { keepIecRecord } from '../../db/queries/dgft/exporter.ts';
import { listMerchantsOfOrder } from '../../db/queries/office/office-merchant.ts';
import {
  exporter,
  ledgerAccount,
  office,
  officeMerchant,
  paymentOrder,
} from '../../db/schema/schema.ts';
import { exporterWallet } from '../../domain/money/account.ts';
import { createMail } from '../../gateways/message/mail.ts';
import { createPaymentGateway } from '../../gateways/payment/client.ts';
import { openMerchants } from '../../gateways/payment/order-merchants.ts';
import { startMailbox } from '../../simulators/mailbox/server.ts';
import { startPaymentGateway } from '../../simulators/payment-gateway/server.ts';
import { masterKeys } from '../servers/api-server.ts';

const payer = { iec: 'AAACS7302F', agency: 'EIC', office: 'MUMBAI' };

/**
 * A simulated gateway with the office EIC-MUMBAI as its merchant, a mailbox, and what an exporter
 * and the bank do there. Call it at the top of a test file, after the office is on record.
 */
export async function paymentCounter(database: Database, keyRing: KeyRing = masterKeys) {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecoo payment '));
  const mailbox = await startMailbox({ dataDir, smtpPort: 0, port: 0 });
  const simulator = await startPaymentGateway({ dataDir, port: 0, noticePausesMs: [] });
  const mailer = createMail({ url: mailbox.smtpUrl, from: 'coo-dgft@gov.in', timeoutMs: 3_000 });
  afterAll(async () => {
    mailer.close();
    await simulator.stop();
    await mailbox.stop();
    await rm(dataDir, { recursive: true });
  });
  const paymentGateway = createPaymentGateway({ url: simulator.url, timeoutMs: 2_000 });

  async function told(path: string, body: object): Promise<void> {
    const answer = await fetch(`${simulator.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  }

  /** Registers a merchant at the gateway and gives it to the office. */
  async function setMerchant(merchantId: string, checksumKey: string): Promise<void> {
    await told('/simulator/merchants', { merchantId, checksumKey, noticeUrl: null });
    const belongsTo = merchantKeyOf('EIC-MUMBAI', merchantId);
    await database
      .update(office)
      .set({ merchantId, checksumKeySealed: sealSecret(checksumKey, keyRing, belongsTo) })
      .where(eq(office.id, 'EIC-MUMBAI'));
  }
  await setMerchant('EICMERCHANT', 'key-of-EIC');
  const [known] = await database.select().from(exporter).where(eq(exporter.iec, payer.iec));
  if (!known) {
    const { iec } = payer;
    const place = { name: 'Sahyadri Chemicals', address: ['Plot 14'], country: 'IN' };
    const record = { iec, pan: iec, ...place, email: 'exporter@example.in' };
    await keepIecRecord(database, { iec, status: 'active', record, fetchedAt: new Date() });
  }

  async function orderOf(orderId: string) {
    const [row] = await database.select().from(paymentOrder).where(eq(paymentOrder.id, orderId));
    if (!row) throw new Error(`there is no order ${orderId}`);
    return row;
  }

  /** What the exporter does in the browser; `asked` is what the gateway is asked for instead. */
  async function press(orderId: string, outcome: string, asked?: { amountPaise: number }) {
    const order = await orderOf(orderId);
    const sealed = await listMerchantsOfOrder(database, order);
    const [merchant] = openMerchants(sealed, keyRing);
    if (!merchant) throw new Error('the office has no merchant');
    const form = paymentGateway.paymentForm(merchant, {
      orderId,
      amountPaise: asked?.amountPaise ?? order.amountPaise,
      returnUrl: 'http://127.0.0.1:9/back',
      additional: [],
    });
    const post = async (url: string, fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers: { accept: 'application/json' },
      });
      return (await answer.json()) as { token: string; msg: string };
    };
    const { token } = await post(form.action, { msg: form.msg });
    return (await post(`${simulator.url}/pay/${token}`, { outcome })).msg;
  }

  async function balance(): Promise<number> {
    const id = exporterWallet(payer);
    const [row] = await database.select().from(ledgerAccount).where(eq(ledgerAccount.id, id));
    return Number(row?.balancePaise ?? 0);
  }

  /** Zero, or the books do not balance. */
  async function sumOfBooks(): Promise<number> {
    const [row] = await database.execute<{ sum: string }>(
      sql`select coalesce(sum(balance_paise), 0) as sum from ledger_account`,
    );
    return Number(row?.sum);
  }

  async function mails(): Promise<{ subject: string; text: string; to: string[] }[]> {
    return (await (await fetch(`${mailbox.url}/messages`)).json()) as never;
  }

  async function newOrder(
    order: { applicationId: string } | { iec: string },
    more: Partial<typeof paymentOrder.$inferInsert> = {},
  ): Promise<string> {
    const id = `T${randomUUID().replaceAll('-', '').slice(0, 19).toUpperCase()}`;
    const purpose = 'iec' in order ? 'top-up' : 'fee';
    const rest = { officeId: 'EIC-MUMBAI', amountPaise: 35_000, status: 'open' as const };
    const [merchant] = await database
      .select({ merchantVersion: officeMerchant.version })
      .from(officeMerchant)
      .where(and(eq(officeMerchant.officeId, rest.officeId), isNull(officeMerchant.replacedAt)));
    const values = { id, purpose, ...order, ...rest, ...merchant, ...more } as const;
    await database.insert(paymentOrder).values(values);
    return id;
  }

  return {
    payer,
    dependencies: { database, paymentGateway, mailer, masterKeys: keyRing },
    gatewayUrl: simulator.url,
    setMerchant,
    fault: (fault: object) => told('/simulator/faults', fault),
    press,
    newOrder,
    orderOf,
    balance,
    sumOfBooks,
    mails,
  };
}
