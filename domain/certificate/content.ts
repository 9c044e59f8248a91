import type { ItemOrigin } from '../agreement/item-origin.ts';
import { endorsementsOn, timeliness } from '../agreement/retrospective.ts';
import type { Scheme } from '../agreement/scheme.ts';
import type { CooApplication, Exporter, Party, PlainDate } from '../application/application.ts';
import { hsSubheading } from '../identifier/hs.ts';
import type { CertificateContent, CertificateItem } from './certificate.ts';
import { validUntil } from './validity.ts';

/** Everything from which a certificate's content is put together. `issuedOn` is a date in India. */
export type CertificateSources = {
  applicationId: string;
  application: CooApplication;
  exporter: Exporter;
  scheme: Scheme;
  origin: readonly ItemOrigin[];
  agency: CertificateContent['agency'];
  office: CertificateContent['office'];
  officer: CertificateContent['officer'];
  number: string;
  issuedOn: PlainDate;
  holidays: readonly PlainDate[];
};

function certificateItems({ application, origin }: CertificateSources): CertificateItem[] {
  return application.items.map(({ origin: _claim, hsImport, ...item }, index) => {
    const number = index + 1;
    const criterion = origin.find((determined) => determined.item === number)?.criterion;
    if (!criterion) throw new RangeError(`Item ${number} has no origin criterion to certify`);
    return { ...item, number, hs: hsSubheading(hsImport), criterion };
  });
}

function producerOf({ application: { producer } }: CertificateSources): Party | null {
  return 'country' in producer ? producer : null;
}

/**
 * What the certificate says: printed, attached, signed. Endorsements follow the day of issue, not
 * of application: goods may have become late while the officer examined. Throws a RangeError when
 * an item does not qualify, the scheme is not the application's, or the last day of issue is past.
 */
export function certificateContent(sources: CertificateSources): CertificateContent {
  const { application, scheme, issuedOn, holidays } = sources;
  const timing = { departureDate: application.transport.departureDate, on: issuedOn, holidays };
  if (scheme.code !== application.scheme) {
    throw new RangeError(`A ${application.scheme} application gets no ${scheme.code} certificate`);
  }
  if (timeliness(scheme, timing) === 'too-late') {
    throw new RangeError(`Too late on ${issuedOn} for goods that left ${timing.departureDate}`);
  }
  return {
    version: 1,
    number: sources.number,
    applicationId: sources.applicationId,
    scheme: scheme.code,
    schemeName: scheme.name,
    formName: scheme.formName,
    issuedIn: 'INDIA',
    issuedOn,
    validUntil: validUntil(scheme, issuedOn),
    endorsements: endorsementsOn(scheme, timing),
    agency: sources.agency,
    office: sources.office,
    officer: sources.officer,
    exporter: sources.exporter,
    producer: producerOf(sources),
    consignee: application.consignee,
    transport: application.transport,
    exportDocument: application.exportDocument,
    invoices: application.invoices,
    items: certificateItems(sources),
    thirdCountryInvoice: application.thirdCountryInvoice,
    backToBack: application.backToBack,
    retrospective: application.retrospective ?? null,
    remarks: application.remarks,
  };
}
