import { authenticatorOf, merchantKeyOf, webhookSecretOf } from '../../credential/sealed-secret.ts';
import type { SealedText } from '../../db/queries/keys/sealed-text.ts';

/** What a sealed text belongs to, by the row that it stands in. */
export function ownerOf({ place, id, merchantId }: SealedText): string {
  switch (place) {
    case 'account':
      return authenticatorOf(id);
    case 'office':
    case 'office_merchant':
      return merchantKeyOf(id, merchantId);
    case 'webhook_endpoint':
      return webhookSecretOf(id);
    default:
      return place satisfies never;
  }
}
