import type { KeyObject } from 'node:crypto';
import type { KeyRing } from '../credential/key-ring.ts';
import type { Database } from '../db/database.ts';
import type { Dgft } from '../gateways/dgft/registry.ts';
import type { Mailer } from '../gateways/message/mail.ts';
import type { Sms } from '../gateways/message/sms.ts';
import type { WebhookSender } from '../gateways/message/webhook.ts';
import type { PaymentGateway } from '../gateways/payment/client.ts';
import type { Revocation } from '../gateways/revocation.ts';
import type { Storage } from '../gateways/storage.ts';
import type { TimestampAuthority } from '../gateways/timestamp.ts';

/** Everything that activities act on; put together once, in `worker.ts`. */
export type Dependencies = {
  database: Database;
  storage: Storage;
  dgft: Dgft;
  paymentGateway: PaymentGateway;
  mailer: Mailer;
  sms: Sms;
  webhookSender: WebhookSender;
  timestampAuthority: TimestampAuthority;
  revocation: Revocation;
  /** DER of the roots that signatures and time stamps must lead to. */
  trustAnchors: Uint8Array[];
  /** Where in a DSC the exporter's IEC is searched, in order (`readPlaces`). */
  certificatePlaces: readonly string[];
  qrKey: { privateKey: KeyObject; certificate: Uint8Array };
  /** Opens the offices' sealed checksum keys; codes and links follow from them. */
  masterKeys: KeyRing;
  publicUrl: string;
};
