import { z } from 'zod';
import { roles } from '../../../domain/authority/role.ts';
import { instant } from '../text.ts';
import { stage } from './answers.ts';

export const timelineAnswer = z.strictObject({
  applicationId: z.uuid(),
  stage,
  events: z.array(
    z.strictObject({
      sequence: z.int(),
      at: instant,
      actorRole: z.enum([...roles, 'system']),
      action: z.string(),
      stage,
      detail: z.record(z.string(), z.unknown()),
      previousHash: z.string(),
      hash: z.string(),
    }),
  ),
});

export const paymentAnswer = z.strictObject({
  orderId: z.string(),
  amountPaise: z.int(),
  currency: z.literal('INR'),
  /** Post `msg` as a form to this address, in the exporter's browser. */
  url: z.url(),
  msg: z.string(),
});

export const signingRequestAnswer = z.strictObject({
  applicationId: z.uuid(),
  revision: z.int(),
  certificateNumber: z.string(),
  /** SHA-256 of the registered certificate whose key must sign, hex. */
  certificateSha256: z.string(),
  /** SHA-256 over the PDF's byte ranges, hex. */
  documentDigest: z.string(),
  /** Sign exactly these bytes (DER, base64) with RSASSA-PKCS1-v1_5 and SHA-256. */
  signedAttributes: z.string(),
  issuedOn: z.iso.date(),
  createdAt: instant,
});

export const documentAnswer = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  filename: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  createdAt: instant,
});

export const documentsAnswer = z.strictObject({ documents: z.array(documentAnswer) });

export const runAnswer = z.strictObject({
  workflowId: z.string(),
  runId: z.string(),
  status: z.string(),
  historyEvents: z.int(),
  uiUrl: z.url().nullable(),
});

export const trustAnswer = z.strictObject({
  /** The trusted roots, PEM. */
  pem: z.string(),
  /** The certificate of the key that signs QR codes, then its issuers, PEM. */
  qrCertificates: z.string(),
  /** Current revocation lists of those who issued officers' certificates, DER in base64. */
  crls: z.array(z.strictObject({ name: z.string(), der: z.base64() })),
});
