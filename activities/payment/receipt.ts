import type { Booking } from '../../db/queries/money/ledger/ledger.ts';
import type { OfficeKey } from '../../domain/money/account.ts';
import { gatewayReceipt } from '../../domain/money/posting.ts';
import type { PaymentReply } from '../../gateways/payment/message.ts';

/**
 * Money that came in under one of the gateway's references, into the payer's wallet. The key is
 * that reference, so that it comes in once, whichever step brings it, and two payments are two.
 */
export const receiptOf = (
  payer: OfficeKey & { iec: string },
  order: { applicationId: string | null; amountPaise: number },
  { merchantId, transactionId }: Pick<PaymentReply, 'merchantId' | 'transactionId'>,
): Booking => ({
  key: `gateway-receipt/${merchantId}/${transactionId}`,
  applicationId: order.applicationId,
  posting: gatewayReceipt({ ...payer, paise: order.amountPaise }),
});
