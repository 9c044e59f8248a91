import type { KeyRing } from '../../credential/key-ring.ts';
import { merchantKeyOf, openSecret } from '../../credential/sealed-secret.ts';
import { type Merchant, type ReadReply, readPaymentReply } from './message.ts';

/** Opens the keys of merchants as the record keeps them, in their order. */
export const openMerchants = (
  sealed: readonly { officeId: string; merchantId: string; checksumKeySealed: string }[],
  masterKeys: KeyRing,
): Merchant[] =>
  sealed.map(({ officeId, merchantId, checksumKeySealed }) => ({
    merchantId,
    checksumKey: openSecret(checksumKeySealed, masterKeys, merchantKeyOf(officeId, merchantId)),
  }));

/**
 * Reads a reply with each of the keys that its order's Merchant ID had since it was opened: a
 * notice may be days late, and a key has changed meanwhile. `forged` when it is none's.
 */
export function readReplyOfOrder(merchants: readonly Merchant[], msg: string): ReadReply {
  for (const merchant of merchants) {
    const read = readPaymentReply(merchant, msg);
    if (read.outcome !== 'forged') return read;
  }
  return { outcome: 'forged' };
}
