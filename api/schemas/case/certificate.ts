import { z } from 'zod';
import { cancellationCodes } from '../../../domain/certificate/cancellation.ts';
import type { CertificateContent } from '../../../domain/certificate/certificate.ts';
import type { Verification } from '../../verification/verdict.ts';
import { instant } from '../text.ts';
import { applicationContent, party } from './application.ts';

const application = applicationContent.shape;
const amount = z.strictObject({ amount: z.string(), currency: z.string() });

const certificateItem = z.strictObject({
  number: z.int(),
  marks: z.string(),
  packages: z.strictObject({ count: z.int(), kind: z.string() }),
  description: z.string(),
  hs: z.string(),
  hsExport: z.string(),
  quantity: z.strictObject({ value: z.string(), unit: z.string() }),
  grossWeightKg: z.string(),
  fob: amount,
  invoice: z.string(),
  criterion: z.string(),
  /** Partners whose materials may count as originating; left out where there are none. */
  cumulation: z.array(z.string()).optional(),
});

/** Everything that a certificate says: the machine-readable twin of its PDF. */
export const certificateContent = z
  .strictObject({
    version: z.literal(1),
    number: z.string(),
    applicationId: z.uuid(),
    scheme: z.string(),
    schemeName: z.string(),
    formName: z.string(),
    issuedIn: z.literal('INDIA'),
    issuedOn: z.iso.date(),
    validUntil: z.iso.date().nullable(),
    endorsements: z.array(z.string()),
    agency: z.strictObject({ code: z.string(), name: z.string() }),
    office: z.strictObject({
      code: z.string(),
      name: z.string(),
      place: z.string(),
      address: z.array(z.string()),
    }),
    officer: z.strictObject({ name: z.string(), designation: z.string() }),
    exporter: z.strictObject({ ...party.shape, iec: z.string(), pan: z.string() }),
    producer: party.nullable(),
    consignee: party,
    transport: application.transport,
    exportDocument: application.exportDocument,
    invoices: application.invoices,
    items: z.array(certificateItem),
    thirdCountryInvoice: application.thirdCountryInvoice,
    backToBack: application.backToBack,
    retrospective: z.strictObject({ reason: z.string() }).nullable(),
    remarks: z.string().nullable(),
    /** The certificate in whose place it stands, and when the first of the line was issued. */
    inLieuOf: z
      .strictObject({
        number: z.string(),
        issuedOn: z.iso.date(),
        firstIssuedOn: z.iso.date(),
      })
      .optional(),
  })
  .meta({ id: 'Certificate' });

const line = z.strictObject({ holds: z.boolean(), sentence: z.string(), sentenceHi: z.string() });

export const verificationAnswer = z
  .strictObject({
    number: z.string(),
    genuine: z.boolean(),
    verdict: z.enum([
      'genuine-and-in-force',
      'genuine-expired',
      'genuine-superseded',
      'genuine-cancelled',
      'not-genuine',
    ]),
    contentIntact: line,
    issuerRecognised: line,
    statusCurrent: line.extend({
      status: z.enum(['in-force', 'superseded', 'cancelled', 'expired']),
      successor: z.string().nullable(),
      cancelledOn: z.iso.date().nullable(),
      cancelledFor: z.enum(cancellationCodes).nullable(),
    }),
    replaces: z.string().nullable(),
    certificate: certificateContent
      .omit({ applicationId: true })
      .extend({ exporter: certificateContent.shape.exporter.omit({ pan: true }) })
      .nullable(),
    issuedAt: instant,
    signedBy: z.string(),
    pdfSha256: z.string(),
    copiedOn: z.iso.date().nullable(),
    checkedOn: z.iso.date(),
  })
  .meta({ id: 'Verification' });

type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;

true satisfies Same<z.output<typeof certificateContent>, CertificateContent>;
true satisfies Same<z.output<typeof verificationAnswer>, Verification>;
