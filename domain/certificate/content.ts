import type { ItemOrigin } from '../agreement/origin/item-origin.ts';
import { endorsementsOn, timeliness } from '../agreement/retrospective.ts';
import { originatingCountries, type Scheme } from '../agreement/scheme.ts';
import type {
  Exporter,
  OriginClaim,
  Party,
  PlainDate,
  ResolvedApplication,
} from '../application/application.ts';
import { firstIssuedOn, type Parent } from '../application/request.ts';
import { compareDates } from '../calendar/plain-date.ts';
import { hsSubheading } from '../identifier/hs.ts';
import { isSelfDeclared } from '../office/self-declaration.ts';
import type { CertificateContent, CertificateItem } from './certificate.ts';
import { validUntil } from './validity.ts';

/** Everything from which a certificate's content is put together. `issuedOn` is a date in India. */
export type CertificateSources = {
  applicationId: string;
  application: ResolvedApplication;
  exporter: Exporter;
  scheme: Scheme;
  origin: readonly ItemOrigin[];
  agency: CertificateContent['agency'];
  office: CertificateContent['office'];
  officer: CertificateContent['officer'];
  number: string;
  issuedOn: PlainDate;
  /** The day in India on which it was applied for. */
  appliedOn: PlainDate;
  /** The certificate that it is issued in lieu of. */
  parent?: Parent | null;
  holidays: readonly PlainDate[];
};

function cumulatedWith(scheme: Scheme, claim: OriginClaim): string[] {
  if (!('costSheet' in claim)) return [];
  const origins = claim.costSheet.materials.map(({ origin }) => origin);
  return originatingCountries(scheme).filter((code) => code !== 'IN' && origins.includes(code));
}

/** What a certificate says of an item, named one by one: what was done to make it is nobody's. */
function certificateItems({ application, origin, scheme }: CertificateSources): CertificateItem[] {
  return application.items.map((item, index) => {
    const number = index + 1;
    const criterion = origin.find((determined) => determined.item === number)?.criterion;
    if (!criterion) throw new RangeError(`Item ${number} has no origin criterion to certify`);
    const { marks, packages, description, hsExport, quantity, grossWeightKg, invoice, fob } = item;
    const cumulation = cumulatedWith(scheme, item.origin);
    return {
      number,
      marks,
      packages,
      description,
      hs: hsSubheading(item.hsImport),
      hsExport,
      quantity,
      grossWeightKg,
      fob,
      invoice,
      criterion,
      ...(cumulation.length > 0 && { cumulation }),
    };
  });
}

function producerOf({ application: { producer } }: CertificateSources): Party | null {
  return 'country' in producer ? producer : null;
}

/** Never longer than the certificate in whose place it stands. */
function endOf({ scheme, issuedOn, parent }: CertificateSources): PlainDate | null {
  const own = validUntil(scheme, issuedOn);
  const most = parent?.validUntil ?? null;
  if (own === null || most === null) return own ?? most;
  return compareDates(own, most) <= 0 ? own : most;
}

/** A late certificate says why: where its exporter was in time, the examination took so long. */
function reasonOfLateness(
  { application, appliedOn, scheme }: CertificateSources,
  endorsements: readonly string[],
): CertificateContent['retrospective'] {
  if (application.retrospective) return application.retrospective;
  if (endorsements.length === 0) return null;
  if (isSelfDeclared(scheme)) return { reason: `Declared in time, on ${appliedOn}` };
  return { reason: `Applied for in time, on ${appliedOn}, and examined until the day of issue` };
}

/**
 * What the certificate says: printed, attached, signed. Endorsements follow the day of issue, not
 * of application: goods may have become late while the officer examined. One in lieu of another is
 * late if the first of them was. Throws a RangeError when
 * an item does not qualify, the scheme is not the application's, or the last day of issue is past.
 */
export function certificateContent(sources: CertificateSources): CertificateContent {
  const { application, scheme, issuedOn, parent, holidays } = sources;
  const on = parent ? firstIssuedOn(parent) : issuedOn;
  const timing = { departureDate: application.transport.departureDate, on, holidays };
  if (scheme.code !== application.scheme) {
    throw new RangeError(`A ${application.scheme} application gets no ${scheme.code} certificate`);
  }
  if (timeliness(scheme, timing) === 'too-late') {
    throw new RangeError(`Too late on ${issuedOn} for goods that left ${timing.departureDate}`);
  }
  const endorsements = endorsementsOn(scheme, timing);
  const { shippingBillNumber, date, customsSite } = application.exportDocument;
  return {
    version: 1,
    number: sources.number,
    applicationId: sources.applicationId,
    scheme: scheme.code,
    schemeName: scheme.name,
    formName: scheme.formName,
    issuedIn: 'INDIA',
    issuedOn,
    validUntil: endOf(sources),
    endorsements,
    agency: sources.agency,
    office: sources.office,
    officer: sources.officer,
    exporter: sources.exporter,
    producer: producerOf(sources),
    consignee: application.consignee,
    transport: application.transport,
    exportDocument: { shippingBillNumber, date, customsSite },
    invoices: application.invoices,
    items: certificateItems(sources),
    thirdCountryInvoice: application.thirdCountryInvoice,
    backToBack: application.backToBack,
    retrospective: reasonOfLateness(sources, endorsements),
    remarks: application.remarks,
    ...(parent && {
      inLieuOf: { number: parent.number, issuedOn: parent.issuedOn, firstIssuedOn: on },
    }),
  };
}
