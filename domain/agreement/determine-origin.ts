import type { Refusal } from '../refusal.ts';
import { refusal } from '../refusal-codes.ts';
import { truncatedPercent } from '../share.ts';
import { readCostSheet } from './cost-figures.ts';
import { indianProcessing } from './indian-processing.ts';
import type { CostedQuestion, ItemOrigin, OriginAnswer, OriginQuestion } from './item-origin.ts';
import { materialOriginsStep } from './material-origins.ts';
import type { OriginRule } from './scheme.ts';
import { tariffShift } from './tariff-shift.ts';
import { valueContent } from './value-content.ts';
import { whollyObtained } from './wholly-obtained.ts';

const printedDecimals = 2;

function valueContentAndTariffShift(
  question: CostedQuestion,
  rule: Extract<OriginRule, { type: 'value-content-and-tariff-shift' }>,
): OriginAnswer {
  const content = valueContent(question, rule);
  const shift = tariffShift(question, rule.shift, 'tariff-shift-missing');
  const percent = truncatedPercent(content.share, printedDecimals);
  return {
    criterion: rule.criterion.value.replace('{percent}', percent),
    reasoning: [materialOriginsStep(question), content.step, shift.step],
    failures: [...content.failures, ...shift.failures],
  };
}

function answerByCostSheet(question: CostedQuestion): OriginAnswer {
  const { rule } = question.scheme;
  switch (rule.type) {
    case 'value-content-and-tariff-shift':
      return valueContentAndTariffShift(question, rule);
    case 'indian-processing':
      return indianProcessing(question, rule);
  }
}

function answer(question: OriginQuestion): OriginAnswer {
  const claim = question.item.origin;
  if ('whollyObtained' in claim) return whollyObtained(question);
  const figures = readCostSheet(claim.costSheet);
  if (figures === null)
    throw new RangeError('Origin is determined from a readable cost sheet only');
  return answerByCostSheet({ ...question, figures });
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
