import type { Party, Transport } from '../../domain/application/application.ts';
import type { CertificateContent, CertificateItem } from '../../domain/certificate/certificate.ts';
import type {
  Address,
  CertificateOfOrigin,
  ConsignmentItem,
  ReferencedDocument,
  TradeParty,
} from '../uncefact/terms.ts';
import { documentNames, modeCodes } from '../uncefact/to-uncefact.ts';

const dayOf = (instant: string) => instant.slice(0, 10);

function linesOf(address: Address): string[] {
  const lines: string[] = [];
  for (let at = 1; ; at++) {
    const line = address[`line${at}`];
    if (line === undefined) return lines;
    lines.push(line);
  }
}

const partyOf = ({ name, postalAddress }: TradeParty): Party => ({
  name,
  address: linesOf(postalAddress),
  country: postalAddress.countryCode,
});

function modeOf(code: string): Transport['mode'] {
  const modes = Object.keys(modeCodes) as Transport['mode'][];
  const mode = modes.find((one) => modeCodes[one] === code);
  if (!mode) throw new RangeError(`There is no mode of transport ${code}`);
  return mode;
}

function itemOf(
  item: ConsignmentItem,
  { cumulation: all }: CertificateOfOrigin['ecoo'],
): CertificateItem {
  const [line] = item.tradeLineItems;
  const [packages] = line.transportPackages;
  const { value, currencyCode } = item.forCustomsDeclaredValueAmount;
  const cumulation = all?.[String(line.sequenceNumber)];
  return {
    number: line.sequenceNumber,
    marks: packages.physicalShippingMarks.marking,
    packages: { count: packages.itemQuantity, kind: packages.typeName },
    description: line.tradeProduct.description,
    hs: line.tradeProduct.harmonisedTariffCode.classCode,
    hsExport: line.tradeProduct.designatedClassification.classCode,
    quantity: { value: line.despatchedQuantity.value, unit: line.despatchedQuantity.uom },
    grossWeightKg: packages.grossWeight.value,
    fob: { amount: value, currency: currencyCode },
    invoice: line.invoiceReference.id,
    criterion: item.crossBorderRegulatoryProcedure.originCriteriaText,
    ...(cumulation && { cumulation }),
  };
}

const isOwnInvoice = ({ typeCode, name }: ReferencedDocument) =>
  typeCode === '380' && name !== documentNames.thirdCountryInvoice;

function thirdCountryInvoiceIn(documents: ReferencedDocument[]) {
  const found = documents.find(({ name }) => name === documentNames.thirdCountryInvoice);
  const { name, postalAddress } = found?.issuer ?? {};
  if (!found || name === undefined || postalAddress === undefined) return null;
  const date = dayOf(found.formattedIssueDateTime);
  return { ...partyOf({ name, postalAddress }), number: found.id, date };
}

function backToBackIn(documents: ReferencedDocument[], country: string | undefined) {
  const found = documents.find(
    ({ typeCode, issuer }) => typeCode === '861' && issuer !== undefined,
  );
  if (!found || country === undefined) return null;
  return {
    country,
    documentType: found.name ?? '',
    number: found.id,
    date: dayOf(found.formattedIssueDateTime),
    issuer: found.issuer?.name ?? '',
  };
}

function inLieuOfIn(documents: ReferencedDocument[], firstIssuedOn: string | undefined) {
  const found = documents.find(({ name, issuer }) => name === documentNames.inLieuOf && !issuer);
  if (!found || firstIssuedOn === undefined) return null;
  return { number: found.id, issuedOn: dayOf(found.formattedIssueDateTime), firstIssuedOn };
}

/**
 * The certificate that `toUncefact` put into UN/CEFACT's words. Throws where something is missing
 * that every certificate has.
 */
export function fromUncefact(document: CertificateOfOrigin): CertificateContent {
  const { supplyChainConsignment: consignment, ecoo } = document;
  const { providingTradeParty: authority } = document.firstSignatoryAuthentication;
  const { associatedReferencedDocuments: documents } = consignment;
  const { mainCarriageTransportMovement: movement, consignor } = consignment;
  const bill = documents.find(({ typeCode }) => typeCode === '830');
  const [first] = consignment.includedConsignmentItems;
  if (!bill || consignor.id === undefined) throw new RangeError('No export declaration, or no IEC');
  const inLieuOf = inLieuOfIn(documents, ecoo.firstIssuedOn);
  return {
    version: ecoo.version,
    number: document.id,
    applicationId: ecoo.applicationId,
    scheme: ecoo.scheme,
    schemeName: document.freeTradeAgreement,
    formName: document.name,
    issuedIn: 'INDIA',
    issuedOn: dayOf(document.issueDateTime),
    validUntil: document.effectivePeriod ? dayOf(document.effectivePeriod.endDateTime) : null,
    endorsements: ecoo.endorsements,
    agency: { code: document.issuer.id, name: document.issuer.name },
    office: {
      code: document.issueLocation.id,
      name: authority.name,
      place: document.issueLocation.name ?? '',
      address: linesOf(authority.postalAddress),
    },
    officer: {
      name: authority.definedContact.personName,
      designation: authority.definedContact.jobTitle,
    },
    exporter: { ...partyOf(consignor), iec: consignor.id, pan: ecoo.exporterPan },
    producer: first?.manufacturer ? partyOf(first.manufacturer) : null,
    consignee: partyOf(consignment.consignee),
    transport: {
      mode: modeOf(movement.modeCode),
      vessel: movement.usedTransportMeans.name,
      departureDate: dayOf(movement.departureEvent.departureDateTime),
      portOfLoading: consignment.loadingBaseportLocation.id,
      portOfDischarge: consignment.unloadingBaseportLocation.id,
    },
    exportDocument: {
      shippingBillNumber: bill.id,
      date: dayOf(bill.formattedIssueDateTime),
      customsSite: ecoo.customsSite,
    },
    invoices: documents.filter(isOwnInvoice).map(({ id, formattedIssueDateTime }, index) => ({
      number: id,
      date: dayOf(formattedIssueDateTime),
      currency: ecoo.invoiceCurrencies[index] ?? '',
    })),
    items: consignment.includedConsignmentItems.map((item) => itemOf(item, ecoo)),
    thirdCountryInvoice: thirdCountryInvoiceIn(documents),
    backToBack: backToBackIn(documents, ecoo.supportingDocumentCountry),
    retrospective:
      ecoo.retrospectiveReason === undefined ? null : { reason: ecoo.retrospectiveReason },
    remarks: consignment.information ?? null,
    ...(inLieuOf && { inLieuOf }),
  };
}
