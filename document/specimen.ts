import type { Scheme } from '../domain/agreement/scheme.ts';
import type { CertificateContent } from '../domain/certificate/certificate.ts';
import { buildCertificate } from './build-certificate.ts';

/** What of a specimen is real: the office's own words and the pictures that are tried. */
export type SpecimenWanted = Pick<CertificateContent, 'agency' | 'office' | 'officer'> & {
  scheme: Pick<Scheme, 'code' | 'name' | 'formName' | 'partners'>;
  /** PNG with transparency, as `removeBackground` makes it. */
  stamp: Uint8Array | null;
  signatureImage: Uint8Array | null;
  /** Where the QR code leads: to the service, to no certificate. */
  publicUrl: string;
  /** ISO 8601 instant. */
  at: string;
};

/** Made-up goods of made-up firms: nobody can use the paper for anything. */
const madeUp = {
  version: 1,
  number: 'SPECIMEN',
  applicationId: '00000000-0000-0000-0000-000000000000',
  issuedIn: 'INDIA',
  validUntil: null,
  endorsements: ['SPECIMEN'],
  exporter: {
    name: 'Specimen Exporter',
    address: ['Specimen Street 1', 'Mumbai 400001'],
    country: 'IN',
    iec: 'SPECIMEN00',
    pan: 'SPECIMEN00',
  },
  producer: { name: 'Specimen Producer', address: ['Specimen Estate 3'], country: 'IN' },
  thirdCountryInvoice: {
    name: 'Specimen Trader',
    address: ['Specimen Square 4'],
    country: 'CH',
    number: 'SPECIMEN',
    date: '2020-01-01',
  },
  backToBack: null,
  retrospective: null,
  remarks: 'SPECIMEN: shows what is printed where. Not a certificate.',
} satisfies Partial<CertificateContent>;

function contentOf({ agency, office, officer, scheme, at }: SpecimenWanted): CertificateContent {
  const { partners } = scheme;
  const date = at.slice(0, 10);
  return {
    ...madeUp,
    consignee: {
      name: 'Specimen Importer',
      address: ['Specimen Road 2'],
      country: partners?.[0] ?? 'SG',
    },
    agency,
    office,
    officer,
    scheme: scheme.code,
    schemeName: scheme.name,
    formName: scheme.formName,
    issuedOn: date,
    transport: {
      mode: 'sea',
      vessel: 'SPECIMEN',
      departureDate: date,
      portOfLoading: 'INNSA1',
      portOfDischarge: 'SPECIMEN',
    },
    exportDocument: { shippingBillNumber: '0', date, customsSite: 'INNSA1' },
    invoices: [{ number: 'SPECIMEN', date, currency: 'USD' }],
    items: [
      {
        number: 1,
        marks: 'SPECIMEN',
        packages: { count: 1, kind: 'BOX' },
        description: 'Specimen goods',
        hs: '999999',
        hsExport: '99999999',
        quantity: { value: '1', unit: 'NOS' },
        grossWeightKg: '1.000',
        fob: { amount: '1.00', currency: 'USD' },
        invoice: 'SPECIMEN',
        criterion: 'SPECIMEN',
      },
    ],
  };
}

/**
 * A certificate of nothing as PDF, with the office's stamp and the officer's signature in their
 * places and SPECIMEN across every page. Unsigned and without a number: no check takes it for one.
 */
export function buildSpecimen(wanted: SpecimenWanted): Promise<Uint8Array> {
  return buildCertificate({
    content: contentOf(wanted),
    qrText: `${wanted.publicUrl}/#0`,
    stamp: wanted.stamp,
    signatureImage: wanted.signatureImage,
    overprint: 'SPECIMEN',
    createdAt: wanted.at,
  });
}

/** Nobody's: what the form looks like, whatever office issues it. */
const anyIssuer = {
  agency: { code: 'SPECIMEN', name: 'Specimen Agency' },
  office: {
    code: 'SPECIMEN',
    name: 'Specimen Agency, Specimen Office',
    place: 'New Delhi',
    address: ['Specimen House', 'New Delhi 110001'],
  },
  officer: { name: 'Specimen Officer', designation: 'Authorised Officer' },
};

/**
 * The form of a scheme as it is printed, with made-up goods and SPECIMEN across every page. Throws a
 * RangeError for a scheme without a form.
 */
export function buildFormSpecimen(
  scheme: SpecimenWanted['scheme'],
  publicUrl: string,
  at: string,
): Promise<Uint8Array> {
  const pictures = { stamp: null, signatureImage: null };
  return buildSpecimen({ ...anyIssuer, ...pictures, scheme, publicUrl, at });
}
