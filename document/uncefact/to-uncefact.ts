import type { Party, PlainDate } from '../../domain/application/application.ts';
import type { CertificateContent, CertificateItem } from '../../domain/certificate/certificate.ts';
import type {
  Address,
  CertificateOfOrigin,
  ConsignmentItem,
  ReferencedDocument,
  TradeParty,
} from './terms.ts';

/** Days of certificates are days in India. */
const instantOf = (date: PlainDate) => `${date}T00:00:00+05:30`;

const addressOf = (lines: readonly string[], countryCode: string): Address => ({
  ...Object.fromEntries(lines.map((line, index) => [`line${index + 1}`, line])),
  countryCode,
});

const partyOf = ({ name, address, country }: Party): TradeParty => ({
  name,
  postalAddress: addressOf(address, country),
});

export const modeCodes = { sea: '1', rail: '2', road: '3', air: '4', courier: '5' } as const;

/** What our own names for the documents of a consignment are, where its type alone does not tell. */
export const documentNames = {
  thirdCountryInvoice: 'Third country invoice',
  inLieuOf: 'Certificate in lieu of which this one is issued',
} as const;

function documentsOf(content: CertificateContent): ReferencedDocument[] {
  const { exportDocument, invoices, thirdCountryInvoice, backToBack, inLieuOf } = content;
  const documents: ReferencedDocument[] = [
    {
      id: exportDocument.shippingBillNumber,
      typeCode: '830',
      formattedIssueDateTime: instantOf(exportDocument.date),
    },
    ...invoices.map(
      ({ number, date }): ReferencedDocument => ({
        id: number,
        typeCode: '380',
        formattedIssueDateTime: instantOf(date),
      }),
    ),
  ];
  if (thirdCountryInvoice) {
    documents.push({
      id: thirdCountryInvoice.number,
      typeCode: '380',
      name: documentNames.thirdCountryInvoice,
      formattedIssueDateTime: instantOf(thirdCountryInvoice.date),
      issuer: partyOf(thirdCountryInvoice),
    });
  }
  if (backToBack) {
    documents.push({
      id: backToBack.number,
      typeCode: '861',
      name: backToBack.documentType,
      formattedIssueDateTime: instantOf(backToBack.date),
      issuer: { name: backToBack.issuer },
    });
  }
  if (inLieuOf) {
    documents.push({
      id: inLieuOf.number,
      typeCode: '861',
      name: documentNames.inLieuOf,
      formattedIssueDateTime: instantOf(inLieuOf.issuedOn),
    });
  }
  return documents;
}

function itemOf(
  item: CertificateItem,
  { producer, backToBack }: CertificateContent,
): ConsignmentItem {
  return {
    crossBorderRegulatoryProcedure: { originCriteriaText: item.criterion },
    ...(producer && { manufacturer: partyOf(producer) }),
    forCustomsDeclaredValueAmount: { currencyCode: item.fob.currency, value: item.fob.amount },
    tradeLineItems: [
      {
        sequenceNumber: item.number,
        invoiceReference: { id: item.invoice },
        despatchedQuantity: { uom: item.quantity.unit, value: item.quantity.value },
        tradeProduct: {
          description: item.description,
          harmonisedTariffCode: { classCode: item.hs, className: 'HS' },
          designatedClassification: { classCode: item.hsExport, className: 'ITC(HS)' },
          originCountry: { code: backToBack?.country ?? 'IN' },
        },
        transportPackages: [
          {
            typeName: item.packages.kind,
            itemQuantity: item.packages.count,
            grossWeight: { uom: 'KGM', value: item.grossWeightKg },
            physicalShippingMarks: { marking: item.marks },
          },
        ],
      },
    ],
  };
}

function cumulationOf({
  items,
}: CertificateContent): Pick<CertificateOfOrigin['ecoo'], 'cumulation'> {
  const entries = items.flatMap(({ number, cumulation }): [string, string[]][] =>
    cumulation ? [[String(number), cumulation]] : [],
  );
  return entries.length === 0 ? {} : { cumulation: Object.fromEntries(entries) };
}

/** A certificate in UN/CEFACT's words: the same that its twin says, and nothing else. */
export function toUncefact(content: CertificateContent): CertificateOfOrigin {
  const { office, officer, transport, exporter, consignee, retrospective, inLieuOf } = content;
  return {
    '@context': { '@vocab': 'https://vocabulary.uncefact.org/', ecoo: null },
    type: 'CertificateOfOrigin',
    id: content.number,
    name: content.formName,
    issueDateTime: instantOf(content.issuedOn),
    ...(content.validUntil && { effectivePeriod: { endDateTime: instantOf(content.validUntil) } }),
    isPreferential: !content.scheme.startsWith('NONPREF'),
    freeTradeAgreement: content.schemeName,
    issueLocation: { id: office.code, name: office.place },
    issuer: { id: content.agency.code, name: content.agency.name },
    firstSignatoryAuthentication: {
      statement: `Issued in ${content.issuedIn}`,
      providingTradeParty: {
        name: office.name,
        postalAddress: addressOf(office.address, 'IN'),
        definedContact: { personName: officer.name, jobTitle: officer.designation },
      },
    },
    supplyChainConsignment: {
      ...(content.remarks !== null && { information: content.remarks }),
      consignor: { id: exporter.iec, ...partyOf(exporter) },
      consignee: partyOf(consignee),
      exportCountry: { code: 'IN' },
      importCountry: { code: consignee.country },
      loadingBaseportLocation: { id: transport.portOfLoading },
      unloadingBaseportLocation: { id: transport.portOfDischarge },
      mainCarriageTransportMovement: {
        modeCode: modeCodes[transport.mode],
        departureEvent: { departureDateTime: instantOf(transport.departureDate) },
        usedTransportMeans: { name: transport.vessel },
      },
      associatedReferencedDocuments: documentsOf(content),
      includedConsignmentItems: content.items.map((item) => itemOf(item, content)),
    },
    ecoo: {
      version: content.version,
      applicationId: content.applicationId,
      scheme: content.scheme,
      exporterPan: exporter.pan,
      customsSite: content.exportDocument.customsSite,
      invoiceCurrencies: content.invoices.map(({ currency }) => currency),
      endorsements: content.endorsements,
      ...(retrospective && { retrospectiveReason: retrospective.reason }),
      ...(content.backToBack && { supportingDocumentCountry: content.backToBack.country }),
      ...(inLieuOf && { firstIssuedOn: inLieuOf.firstIssuedOn }),
      ...cumulationOf(content),
    },
  };
}
