import type { Refusal } from '../../refusal.ts';
import { refusal } from '../../refusal-codes.ts';
import { originByCostSheet } from './by-cost-sheet.ts';
import { readCostSheet } from './cost-figures.ts';
import { foreignOrigin } from './foreign-origin.ts';
import type { ItemOrigin, OriginAnswer, OriginQuestion } from './item-origin.ts';
import { whollyObtained } from './wholly-obtained.ts';

function answer(question: OriginQuestion): OriginAnswer {
  const claim = question.item.origin;
  if ('foreign' in claim || question.scheme.foreignOrigin.value !== null) {
    return foreignOrigin(question, 'foreign' in claim ? claim.foreign.country : null);
  }
  if ('whollyObtained' in claim) return whollyObtained(question);
  const figures = readCostSheet(claim.costSheet);
  if (figures === null)
    throw new RangeError('Origin is determined from a readable cost sheet only');
  return originByCostSheet(question, figures);
}

/**
 * Whether one item originates under the scheme, with every step of the reasoning. Expects a cost
 * sheet that was found readable, with a FOB value above zero, and adding up (`examineApplication`
 * sees to it); throws a RangeError otherwise. Refusals, one per failed test, carry the reasoning.
 */
export function determineItemOrigin(question: OriginQuestion): {
  origin: ItemOrigin;
  refusals: Refusal[];
} {
  const { criterion, reasoning, failures } = answer(question);
  const qualifies = failures.length === 0;
  return {
    origin: {
      item: question.number,
      qualifies,
      criterion: qualifies ? criterion : null,
      reasoning,
    },
    refusals: failures.map(({ code, pointer, message }) =>
      refusal(code, `/items/${question.number - 1}${pointer}`, message, reasoning),
    ),
  };
}
