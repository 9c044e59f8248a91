import type {
  BackToBack,
  DecimalText,
  ExportDocument,
  Exporter,
  Invoice,
  Party,
  PlainDate,
  ThirdCountryInvoice,
  Transport,
} from '../application/application.ts';

export type CertificateItem = {
  number: number;
  marks: string;
  packages: { count: number; kind: string };
  description: string;
  /** The code that the form prints: the importing country's, six digits. */
  hs: string;
  hsExport: string;
  quantity: { value: DecimalText; unit: string };
  grossWeightKg: DecimalText;
  fob: { amount: DecimalText; currency: string };
  invoice: string;
  /** As that form prints it, such as `RVC [79.73] %+CTSH`, `WO`, `INDIAN`. */
  criterion: string;
  /**
   * Partners of the agreement whose materials, going into the goods, may count as originating: what
   * some forms ask under cumulation. Left out where there are none.
   */
  cumulation?: string[];
};

/** Everything a certificate of origin says: printed, attached as JSON, signed and verified. */
export type CertificateContent = {
  version: 1;
  number: string;
  applicationId: string;
  scheme: string;
  schemeName: string;
  formName: string;
  issuedIn: 'INDIA';
  issuedOn: PlainDate;
  /** null where the scheme sets no end (non-preferential). */
  validUntil: PlainDate | null;
  /** Printed marks such as `ISSUED RETROACTIVELY`. */
  endorsements: string[];
  agency: { code: string; name: string };
  office: { code: string; name: string; place: string; address: string[] };
  officer: { name: string; designation: string };
  exporter: Exporter;
  /** null when the exporter is the producer. */
  producer: Party | null;
  consignee: Party;
  transport: Transport;
  exportDocument: ExportDocument;
  invoices: Invoice[];
  items: CertificateItem[];
  thirdCountryInvoice: ThirdCountryInvoice | null;
  backToBack: BackToBack | null;
  retrospective: { reason: string } | null;
  remarks: string | null;
  /**
   * The certificate in whose place this one stands, and the day on which the first of the line was
   * issued; left out on one that replaces none.
   */
  inLieuOf?: { number: string; issuedOn: PlainDate; firstIssuedOn: PlainDate };
};

export type CertificateStatus = 'in-force' | 'superseded' | 'cancelled';
