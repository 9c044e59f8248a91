/** No letter that is taken for another, and nothing that a payment message cannot carry. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The number of an order at the gateway, or of a refund: its purpose and seventeen letters, one to a byte. */
export function orderId(purpose: 'FEE' | 'TOP' | 'REF', bytes: Uint8Array): string {
  if (bytes.length < 17) throw new RangeError('An order takes seventeen bytes');
  return purpose + Array.from(bytes.subarray(0, 17), (byte) => alphabet[byte % 32]).join('');
}
