/*
 * A certificate of origin in the words of UN/CEFACT's Buy-Ship-Pay reference data model, as its
 * regulatory certificates have them: a document, its issuer, the consignment, its items. Amounts and
 * measures are text, as everywhere here. What the vocabulary has no word for stands below `ecoo`.
 */

export type Address = Record<`line${number}`, string> & { countryCode: string };

export type TradeParty = { id?: string; name: string; postalAddress: Address };

/** `typeCode` is of UNTDID 1001: 380 invoice, 830 export declaration, 861 certificate of origin. */
export type ReferencedDocument = {
  id: string;
  typeCode: '380' | '830' | '861';
  name?: string;
  formattedIssueDateTime: string;
  issuer?: Partial<TradeParty>;
};

export type Measure = { uom: string; value: string };
export type Amount = { currencyCode: string; value: string };
export type Location = { id: string; name?: string };

export type ConsignmentItem = {
  crossBorderRegulatoryProcedure: { originCriteriaText: string };
  manufacturer?: TradeParty;
  forCustomsDeclaredValueAmount: Amount;
  tradeLineItems: [
    {
      sequenceNumber: number;
      invoiceReference: { id: string };
      despatchedQuantity: Measure;
      tradeProduct: {
        description: string;
        harmonisedTariffCode: { classCode: string; className: 'HS' };
        designatedClassification: { classCode: string; className: 'ITC(HS)' };
        originCountry: { code: string };
      };
      transportPackages: [
        {
          typeName: string;
          itemQuantity: number;
          grossWeight: Measure;
          physicalShippingMarks: { marking: string };
        },
      ];
    },
  ];
};

export type CertificateOfOrigin = {
  '@context': { '@vocab': 'https://vocabulary.uncefact.org/'; ecoo: null };
  type: 'CertificateOfOrigin';
  id: string;
  name: string;
  issueDateTime: string;
  effectivePeriod?: { endDateTime: string };
  isPreferential: boolean;
  freeTradeAgreement: string;
  issueLocation: Location;
  issuer: { id: string; name: string };
  firstSignatoryAuthentication: {
    statement: string;
    providingTradeParty: {
      name: string;
      postalAddress: Address;
      definedContact: { personName: string; jobTitle: string };
    };
  };
  supplyChainConsignment: {
    information?: string;
    consignor: TradeParty;
    consignee: TradeParty;
    exportCountry: { code: 'IN' };
    importCountry: { code: string };
    loadingBaseportLocation: Location;
    unloadingBaseportLocation: Location;
    mainCarriageTransportMovement: {
      /** UN/ECE recommendation 19: 1 sea, 2 rail, 3 road, 4 air, 5 mail. */
      modeCode: '1' | '2' | '3' | '4' | '5';
      departureEvent: { departureDateTime: string };
      usedTransportMeans: { name: string };
    };
    associatedReferencedDocuments: ReferencedDocument[];
    includedConsignmentItems: ConsignmentItem[];
  };
  ecoo: {
    version: 1;
    applicationId: string;
    scheme: string;
    exporterPan: string;
    customsSite: string;
    invoiceCurrencies: string[];
    endorsements: string[];
    retrospectiveReason?: string;
    supportingDocumentCountry?: string;
    firstIssuedOn?: string;
    /** By the item's number. */
    cumulation?: Record<string, string[]>;
  };
};
