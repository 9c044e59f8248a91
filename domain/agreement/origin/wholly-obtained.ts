import { hsChapter, hsHeading } from '../../identifier/hs.ts';
import { citation } from '../sourced.ts';
import type { OriginAnswer, OriginQuestion } from './item-origin.ts';

const firstChapterOfMachines = 84;
const lastChapterOfInstruments = 92;

/** Waste, scrap and ships for breaking up: wholly obtained where they are collected. */
const headingsOfWaste = ['8548', '8549', '8908'];

/*
 * Machines, vehicles and instruments are made of parts. Even from Indian parts alone they qualify
 * by cost sheet, so asking for one shuts nobody out; certifying them on a bare word would.
 */
function isMadeOfParts(hs: string): boolean {
  const chapter = Number(hsChapter(hs));
  const inMachines = chapter >= firstChapterOfMachines && chapter <= lastChapterOfInstruments;
  return inMachines && !headingsOfWaste.includes(hsHeading(hs));
}

/** Origin by the exporter's declaration that the goods are wholly obtained in India. */
export function whollyObtained({ scheme, item, number }: OriginQuestion): OriginAnswer {
  const contradiction =
    'costSheet' in item.origin
      ? 'it also has a cost sheet; send one of the two'
      : isMadeOfParts(item.hsExport)
        ? `goods of chapter ${hsChapter(item.hsExport)} are made of parts; send a cost sheet`
        : null;
  const { value } = scheme.whollyObtained;
  return {
    criterion: value.criterion,
    reasoning: [
      {
        rule: 'wholly-obtained',
        source: citation(scheme.whollyObtained),
        inputs: { declared: 'wholly obtained or produced in India', product: item.hsExport },
        result:
          contradiction === null
            ? 'The exporter declares the goods wholly obtained in India; no data contradicts it.'
            : `The declaration is contradicted: ${contradiction}.`,
        satisfied: contradiction === null,
      },
    ],
    failures:
      contradiction === null
        ? []
        : [
            {
              code: 'wholly-obtained-contradicted',
              pointer: '/origin',
              message: `Item ${number} is declared wholly obtained, but ${contradiction}.`,
            },
          ],
  };
}
