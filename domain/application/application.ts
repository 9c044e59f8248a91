/** A calendar date, `YYYY-MM-DD`, without a time zone. */
export type PlainDate = string;

/** A decimal amount or quantity as text, such as `10640.000`; never a float. */
export type DecimalText = string;

/** A person or firm as a certificate prints it. `country` is ISO 3166 alpha-2. */
export type Party = { name: string; address: string[]; country: string };

export type Producer = { sameAsExporter: true } | Party;

export type Transport = {
  mode: 'sea' | 'air' | 'road' | 'rail' | 'courier';
  vessel: string;
  departureDate: PlainDate;
  portOfLoading: string;
  portOfDischarge: string;
};

/** The shipping bill; unique only as number, date and customs site together. */
export type ExportDocument = {
  shippingBillNumber: string;
  date: PlainDate;
  customsSite: string;
  /** Numbers of the invoices as the shipping bill has them; left out: not compared. */
  invoiceNumbers?: string[] | undefined;
};

export type Invoice = { number: string; date: PlainDate; currency: string };

export type MaterialBasis = 'ex-works' | 'CIF' | 'first-ascertainable-price';

/**
 * What a material is to the goods. `input` (where left out): made into them. `accessory`: parts and
 * tools that go with them. `retail-packaging`: classified with them. `transport-packing`: for the
 * voyage alone. `neutral`: used up in making them, not in them. `set-article`: an article of a set.
 */
export const materialRoles = [
  'input',
  'accessory',
  'retail-packaging',
  'transport-packing',
  'neutral',
  'set-article',
] as const;
export type MaterialRole = (typeof materialRoles)[number];

/** The proof of origin with which a material came from a partner of the agreement. */
export type OriginEvidence = { number: string; date: PlainDate; issuer: string };

/** `origin` null is undetermined and counts as non-originating under every agreement. */
export type Material = {
  description: string;
  hs: string;
  origin: string | null;
  value: DecimalText;
  basis: MaterialBasis;
  role?: MaterialRole | undefined;
  evidence?: OriginEvidence | undefined;
};

/** Materials, labour, overheads, other costs and profit add up to `fob` exactly. */
export type CostSheet = {
  currency: string;
  unit: 'shipment';
  fob: DecimalText;
  /** What the maker gets at his gate: asked where a rule measures by it. Not above `fob`. */
  exWorks?: DecimalText | undefined;
  materials: Material[];
  labour: DecimalText;
  overheads: DecimalText;
  otherCosts: DecimalText;
  profit: DecimalText;
};

/** `foreign`: goods of another country, for back-to-back certificates alone. */
export type OriginClaim =
  | { costSheet: CostSheet }
  | { whollyObtained: true }
  | { foreign: { country: string } };

/** What is done to goods in India. All but the last are minimal: they give no origin, even together. */
export const operations = [
  'preservation',
  'cleaning',
  'sorting',
  'painting-or-polishing',
  'packing',
  'labelling',
  'simple-mixing',
  'simple-assembly',
  'disassembly',
  'slaughter',
  'dilution',
  'simple-cutting',
  'husking',
  'ironing',
  'testing',
  'manufacture',
] as const;
export type Operation = (typeof operations)[number];

/** Names a sheet that the exporter keeps here; its version in force is taken over at submission. */
export type CostSheetReference = { costSheetId: string };

export type ApplicationItem = {
  marks: string;
  packages: { count: number; kind: string };
  description: string;
  hsExport: string;
  hsImport: string;
  quantity: { value: DecimalText; unit: string };
  grossWeightKg: DecimalText;
  invoice: string;
  fob: { amount: DecimalText; currency: string };
  origin: OriginClaim;
  /** What was done in India to make the goods; left out: not asked. */
  operations?: Operation[] | undefined;
};

/** An item as it is applied with: its cost sheet comes along, or is named. */
export type BroughtItem = Omit<ApplicationItem, 'origin'> & {
  origin: OriginClaim | CostSheetReference;
};

export type ThirdCountryInvoice = Party & { number: string; date: PlainDate };

export type BackToBack = {
  country: string;
  documentType: string;
  number: string;
  date: PlainDate;
  issuer: string;
};

/** What one exporter applies with: the body of `POST /api/v1/applications`. */
export type CooApplication = {
  scheme: string;
  agency: string;
  office: string;
  producer: Producer;
  consignee: Party;
  transport: Transport;
  exportDocument: ExportDocument;
  invoices: Invoice[];
  items: BroughtItem[];
  thirdCountryInvoice: ThirdCountryInvoice | null;
  backToBack: BackToBack | null;
  remarks: string | null;
  retrospective?: { reason: string };
};

/** The same with every cost sheet that was named in its place: what rules look at. */
export type ResolvedApplication = Omit<CooApplication, 'items'> & { items: ApplicationItem[] };

/** The exporter as DGFT's IEC record has it, frozen into the case when it is submitted. */
export type Exporter = Party & { iec: string; pan: string };
