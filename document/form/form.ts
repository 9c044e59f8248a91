import type { PlainDate } from '../../domain/application/application.ts';
import type { CertificateContent, CertificateItem } from '../../domain/certificate/certificate.ts';

/** What a true copy carries beside the words of its original: by whom it was made, on which day. */
export type CopyMark = {
  /** As the scheme wants it, such as `CERTIFIED TRUE COPY`. */
  words: string;
  on: PlainDate;
  officer: CertificateContent['officer'];
};

/** `physical` is printed and signed in ink: no picture stands where the pen goes. */
export type Edition = 'electronic' | 'physical';

/**
 * A piece of text in a box. `tick` draws a square before it: `empty` for officials to mark or where
 * it does not apply, `marked` with a cross in it where it does.
 */
export type Paragraph = {
  text: string;
  /** Points. */
  size?: number;
  bold?: boolean;
  centred?: boolean;
  tick?: 'empty' | 'marked';
  /** Blank space above, points. */
  above?: number;
};

/** What stands in a box. `copy` is null on an original. */
export type Body = (content: CertificateContent, copy: CopyMark | null) => Paragraph[];

/**
 * A numbered box of the official form. `foot` stands at its lower edge, under a dotted line. What a
 * `crossed` box leaves empty is crossed out, so that nothing can be added.
 */
export type Box = {
  kind: 'box';
  number: string;
  label: string;
  body: Body;
  foot?: string;
  crossed?: boolean;
};

/** Number of the certificate, page, titles, country of issue. */
export type Masthead = { kind: 'masthead'; titles: Body };

/** A line of the form between its boxes, such as the heading of a part. */
export type Strip = { kind: 'strip'; text: string };

/**
 * The box with signature, stamp and QR code: the officer's, or the exporter's own on a certificate
 * that exporters declare themselves. `particulars` stand above the signature: who, where, when.
 */
export type Certification = {
  kind: 'certification';
  number: string;
  label: string;
  body: Body;
  particulars: Body;
  foot: string;
};

/**
 * A column of the table of goods; `share` is its part of the table's width. The `main` one says
 * where an item goes on that was divided between two pages.
 */
export type Column = {
  number: string;
  label: string;
  share: number;
  centred?: boolean;
  main?: boolean;
  cell: (item: CertificateItem, content: CertificateContent) => string[];
};

/** The table of goods. `closing` stands below the last item, across the table. */
export type Goods = { kind: 'goods'; columns: Column[]; closing: Body };

export type Part = Box | Masthead | Strip | Certification | Goods | Rows | Columns;

/** Parts one below the other; heights in points, `rest` takes what is left. */
export type Rows = { kind: 'rows'; parts: { height: number | 'rest'; part: Part }[] };
/** Parts side by side; `share` is the part of the width. */
export type Columns = { kind: 'columns'; parts: { share: number; part: Part }[] };

/** How a form calls number and page, and what it says of its copies. */
export type Wording = {
  reference:
    | 'Reference No.'
    | 'Certification No.'
    | 'Certificate No.'
    | 'Reference Nº of Certificate';
  paging: 'Page 1 of 2' | 'Number of page 1/2';
  /** What colour of paper the agreement asks for. */
  paper: 'white' | 'light pink';
  /** Who stands above the frame and on continuation sheets as the one who issues. */
  issuer: 'agency' | 'exporter';
  /** Above the frame, such as `Original (Duplicate/Triplicate/Quadruplicate)`; null for none. */
  copies: string | null;
};

/** What most forms have; a form says what it calls otherwise. */
export const usualWording: Wording = {
  reference: 'Reference No.',
  paging: 'Page 1 of 2',
  paper: 'white',
  issuer: 'agency',
  copies: null,
};

/** One official form: everything that tells it from another one. */
export type Form = {
  /** Of the document, as a viewer's window shows it. */
  title: string;
  /** Where the layout stands; for an unconfirmed one, whose layout it borrows and why. */
  source: string;
  /** False where the agreement's own layout was not seen: the nearest known one is printed. */
  confirmed: boolean;
  wording: Wording;
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

export const box = (
  number: string,
  label: string,
  body: Body,
  more: Pick<Box, 'foot' | 'crossed'> = {},
): Box => ({ kind: 'box', number, label, body, ...more });

export const masthead = (titles: Body): Masthead => ({ kind: 'masthead', titles });

export const strip = (text: string): Strip => ({ kind: 'strip', text });

export const goods = (closing: Body, ...list: Column[]): Goods => ({
  kind: 'goods',
  columns: list,
  closing,
});

/** A body in another size of type, points. */
export const sized =
  (size: number, body: Body): Body =>
  (content, copy) =>
    body(content, copy).map((paragraph) => ({ ...paragraph, size }));

/** Several bodies one below the other. */
export const together =
  (...bodies: Body[]): Body =>
  (content, copy) =>
    bodies.flatMap((body) => body(content, copy));
