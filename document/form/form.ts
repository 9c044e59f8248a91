import type { CertificateContent, CertificateItem } from '../../domain/certificate/certificate.ts';

/** A piece of text in a box. `tick` draws an empty square before it, for officials to mark. */
export type Paragraph = {
  text: string;
  /** Points. */
  size?: number;
  bold?: boolean;
  centred?: boolean;
  tick?: boolean;
  /** Blank space above, points. */
  above?: number;
};

export type Body = (content: CertificateContent) => Paragraph[];

/** A numbered box of the official form. `foot` stands at its lower edge, under a dotted line. */
export type Box = { kind: 'box'; number: string; label: string; body: Body; foot?: string };

/** Reference number, titles, country of issue. */
export type Masthead = { kind: 'masthead'; titles: Body };

/** The box with the officer's signature, the stamp and the QR code. */
export type Certification = Required<Omit<Box, 'kind'>> & { kind: 'certification' };

/** A column of the table of goods; `share` is its part of the table's width. */
export type Column = {
  number: string;
  label: string;
  share: number;
  centred?: boolean;
  cell: (item: CertificateItem, content: CertificateContent) => string[];
};

/** The table of goods. `closing` stands below the last item, across the table. */
export type Goods = { kind: 'goods'; columns: Column[]; closing: Body };

export type Part = Box | Masthead | Certification | Goods | Rows | Columns;

/** Parts one below the other; heights in points, `rest` takes what is left. */
export type Rows = { kind: 'rows'; parts: { height: number | 'rest'; part: Part }[] };
/** Parts side by side; `share` is the part of the width. */
export type Columns = { kind: 'columns'; parts: { share: number; part: Part }[] };

/** One official form: everything that tells it from another one. */
export type Form = {
  /** Of the document, as a viewer's window shows it. */
  title: string;
  layout: Rows;
  /** What the form prints on its back; null when it has no notes. */
  notes: { heading: string; body: Paragraph[] } | null;
};

export const rows = (...parts: [height: number | 'rest', part: Part][]): Rows => ({
  kind: 'rows',
  parts: parts.map(([height, part]) => ({ height, part })),
});

export const columns = (...parts: [share: number, part: Part][]): Columns => ({
  kind: 'columns',
  parts: parts.map(([share, part]) => ({ share, part })),
});

export const box = (number: string, label: string, body: Body, foot?: string): Box => ({
  kind: 'box',
  number,
  label,
  body,
  ...(foot && { foot }),
});

export const certification = (
  number: string,
  label: string,
  body: Body,
  foot: string,
): Certification => ({ kind: 'certification', number, label, body, foot });

export const masthead = (titles: Body): Masthead => ({ kind: 'masthead', titles });

export const goods = (closing: Body, ...list: Column[]): Goods => ({
  kind: 'goods',
  columns: list,
  closing,
});
