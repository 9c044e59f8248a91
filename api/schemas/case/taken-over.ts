import { z } from 'zod';
import type { TakenOverVerification } from '../../verification/taken-over.ts';
import { verificationAnswer } from './certificate.ts';

const uncheckable = z.strictObject({
  holds: z.null(),
  sentence: z.string(),
  sentenceHi: z.string(),
});

/** What a certificate of the earlier portal says, as far as it came over. */
const takenOverContent = z
  .strictObject({
    applicationNumber: z.string(),
    appliedOn: z.iso.date(),
    issuedOn: z.iso.date(),
    agency: z.string(),
    office: z.strictObject({ code: z.string(), name: z.string().nullable() }),
    officer: z.string(),
    scheme: z.string(),
    schemeName: z.string().nullable(),
    exporter: z.strictObject({ iec: z.string(), name: z.string().nullable() }),
    consignee: z.string(),
    destination: z.string(),
    invoice: z.strictObject({ number: z.string(), date: z.iso.date() }),
    fob: z.strictObject({ amount: z.string(), currency: z.string() }),
    items: z.array(
      z.strictObject({
        serial: z.int(),
        hs: z.string(),
        description: z.string(),
        quantity: z.string(),
        unit: z.string(),
        weightKg: z.string(),
        criterion: z.string(),
      }),
    ),
  })
  .meta({ id: 'TakenOverCertificate' });

/** A certificate of the earlier portal that came over: no signature of ours, so `genuine` is null. */
export const takenOverAnswer = z
  .strictObject({
    number: z.string(),
    genuine: z.null(),
    verdict: z.enum([
      'taken-over-in-force',
      'taken-over-expired',
      'taken-over-superseded',
      'taken-over-cancelled',
    ]),
    contentIntact: uncheckable,
    issuerRecognised: uncheckable,
    statusCurrent: verificationAnswer.shape.statusCurrent,
    validUntil: z.iso.date().nullable(),
    replaces: z.string().nullable(),
    takenOver: z.strictObject({
      on: z.iso.date(),
      platform: z.string(),
      cutOff: z.iso.date(),
      exportSha256: z.string(),
    }),
    certificate: takenOverContent,
    checkedOn: z.iso.date(),
  })
  .meta({ id: 'TakenOverVerification' });

/** What verification answers, told apart by `verdict`. */
export const eitherVerification = z.union([verificationAnswer, takenOverAnswer]);

type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;

true satisfies Same<z.output<typeof takenOverAnswer>, TakenOverVerification>;
