import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { KeyRing } from '../credential/key-ring.ts';
import type { Database } from '../db/database.ts';
import type { WebhookTargets } from '../domain/notification/webhook.ts';
import type { DgftSignIn } from '../gateways/dgft/sign-in.ts';
import type { ImportFolder } from '../gateways/import-folder.ts';
import type { Revocation } from '../gateways/revocation.ts';
import type { Storage } from '../gateways/storage.ts';
import type { PayloadKeys } from '../temporal/payload-keys.ts';
import type { Limiters, NetworkBudgets } from './limits/limits.ts';
import type { Tally } from './verification/tally.ts';
import type { Verifier } from './verification/verifier.ts';

/** Everything that the API stands on; `server.ts` puts it together. */
export type ApiDependencies = {
  database: Database;
  /** A few connections for what anybody may look up: many questions at once share each of them. */
  lookups: Database;
  temporal: Client;
  storage: Storage;
  /** Where exports of the earlier platform lie. */
  imports: ImportFolder;
  logger: Logger;
  /** Address that browsers reach this service at, without a trailing slash. */
  publicUrl: string;
  /** Payment gateway as browsers reach it, without a trailing slash. */
  paymentGatewayUrl: string;
  temporalUiUrl: string | null;
  namespace: string;
  /** Seals and opens the record's secrets; codes, links and captchas follow from them. */
  masterKeys: KeyRing;
  /** Which addresses exporters may have events sent to. */
  webhookTargets: WebhookTargets;
  payloadKeys: PayloadKeys;
  /** PEM of the trusted roots, handed out to verifiers. */
  trustAnchors: string;
  /** PEM of the QR key's certificate and its issuers. */
  qrCertificates: string;
  /** Where in a DSC the exporter's IEC is searched, in order (`readPlaces`). */
  certificatePlaces: readonly string[];
  revocation: Revocation;
  dgftSignIn: DgftSignIn;
  /** Secrets that DGFT signs its notices with; two while one takes the other's place. */
  dgftNoticeSecrets: readonly Uint8Array[];
  /** Addresses or subnets of proxies in front, whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  verifier: Verifier;
  tally: Tally;
  limiters: Limiters;
  networkBudgets: NetworkBudgets;
};
