import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { refundHold } from '../../activities/refund/booking.ts';
import type { Database } from '../../db/database.ts';
import { book } from '../../db/queries/money/ledger/ledger.ts';
import { insertRefund } from '../../db/queries/money/payment/refund.ts';
import { office, paymentOrder } from '../../db/schema/schema.ts';
import { orderId } from '../../domain/money/order-id.ts';
import { gatewayReceipt } from '../../domain/money/posting.ts';
import { refundReference } from '../../domain/money/refund.ts';

type Wallet = { iec: string; officeId: string };

/** A top-up that was paid, its money in the wallet; gives the order. */
export async function paidTopUp(
  database: Database,
  { iec, officeId }: Wallet,
  amountPaise = 50_000,
): Promise<string> {
  const [at] = await database.select().from(office).where(eq(office.id, officeId));
  if (!at) throw new Error(`there is no office ${officeId}`);
  const id = orderId('TOP', randomBytes(17));
  const order = { id, purpose: 'top-up' as const, iec, officeId, amountPaise };
  const paid = { status: 'paid' as const, gatewayReference: `M${id}`, settledAt: new Date() };
  await database.insert(paymentOrder).values({ ...order, ...paid });
  const payer = { iec, agency: at.agencyCode, office: at.code };
  const posting = gatewayReceipt({ ...payer, paise: amountPaise });
  await book(database, [{ key: `gateway-receipt/${id}`, applicationId: null, posting }]);
  return id;
}

/** A refund of a whole top-up, asked for and not answered; gives its id. */
export async function refundOnRecord(
  database: Database,
  { askedBy, ...wallet }: Wallet & { askedBy: string },
): Promise<string> {
  const order = await paidTopUp(database, wallet);
  const id = orderId('REF', randomBytes(17));
  const [agency = '', code = ''] = wallet.officeId.split('-');
  const payer = { iec: wallet.iec, agency, office: code };
  const reference = refundReference(id, 1);
  const part = { part: 1, reference, orderId: order, amountPaise: 50_000 };
  const row = {
    id,
    ...wallet,
    amountPaise: 50_000,
    reason: 'A test',
    askedBy,
    askedAt: new Date(),
  };
  await database.transaction((own) => insertRefund(own, row, [part], [refundHold(payer, part)]));
  return id;
}
