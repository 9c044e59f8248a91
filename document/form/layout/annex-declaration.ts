import type { Body } from '../form.ts';
import { declarant } from './boxes.ts';

const line = (text: string, above = 1) => ({ text, size: 7.4, above });

/** The exporter's own words in the annexes of the newer agreements. */
export const annexDeclaration: Body = (content, copy) => [
  line('I, the undersigned, declare that:', 0),
  line('-  the above details and statement are true and accurate;', 3),
  line(
    '-  the good(s) described above meet the condition(s) required for the issuance of this certificate; and',
  ),
  line('-  the country of origin of the good(s) described above is'),
  { text: 'INDIA', bold: true, centred: true, size: 9, above: 2 },
  ...declarant(content, copy),
];
