import type { Form, Paragraph } from '../form.ts';

const size = 9.2;

/** A note, or a note with lines below it. */
export type Note = string | [head: string, ...lines: string[]];

const electronic = (box: string) =>
  `This is an electronic certificate. It carries a digital signature and a time stamp over the whole document; the QR code in box ${box} can be checked on the issuing service and, with the published keys, without a network.`;

/**
 * The back of a form, for the officials who read the front: its notes, numbered, in our own words,
 * and last what an electronic certificate is. `codeIn` is the box with the QR code.
 */
export function overleaf(codeIn: string, notes: readonly Note[]): Form['notes'] {
  const body = [...notes, electronic(codeIn)].flatMap((note, index): Paragraph[] => {
    const [head, ...lines] = typeof note === 'string' ? [note] : note;
    return [
      { text: `${index + 1}.  ${head}`, size, above: 8 },
      ...lines.map((text) => ({ text: `–  ${text}`, size, above: 3 })),
    ];
  });
  return { heading: 'OVERLEAF NOTES', body };
}

/** What all agreements ask of goods that come under them. */
export const conditions: Note = [
  'Conditions. To enjoy the preferential tariff, goods must',
  'fall within a description of goods eligible for concessions in the country of destination;',
  'have been consigned directly, as the rules of origin of the agreement require; and',
  'comply with the origin criteria of the agreement.',
];

export const eachItem: Note =
  'Each article must qualify: every item of a consignment must qualify separately in its own right.';

export const description = (box: string): Note =>
  `Description of goods: it must be sufficiently detailed for customs officers to identify the goods. The Harmonized System number in box ${box} is that of the importing Party.`;

export const exporterMeans = (box: string): Note =>
  `The term "exporter" in box ${box} may include the manufacturer or the producer.`;

export const officialUse = (box: string): Note =>
  `For official use: the customs authority of the importing Party indicates in box ${box} whether or not preferential tariff is accorded.`;

export const late = (words: string, box: string): Note =>
  `A certificate issued after the time that the agreement allows bears the words ${words} in box ${box}.`;

/** What the criteria are that most agreements have. */
export const whollyObtained = 'WO: goods wholly obtained or produced in the exporting Party;';
export const productSpecific =
  'PSR: goods that meet the rule which the agreement has for that product.';

export const oneImport: Note =
  'The certificate is valid for one import of one or more goods. Nothing in it may be erased or typed over.';
