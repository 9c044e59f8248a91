import type { OriginTest } from '../origin-rule.ts';
import type { CostedQuestion, TestAnswer } from './item-origin.ts';
import { originatingMaterialsOnly } from './originating-materials.ts';
import { tariffShift } from './tariff-shift.ts';
import { valueContent } from './value-content.ts';
import { workInIndia } from './work-in-india.ts';

/** The share that the last value test found. */
const lastShare = (answers: readonly TestAnswer[]): Pick<TestAnswer, 'share'> => {
  const share = answers.findLast((answer) => answer.share !== undefined)?.share;
  return share === undefined ? {} : { share };
};

const holds = ({ failures }: TestAnswer) => failures.length === 0;

function allOf(answers: readonly TestAnswer[]): TestAnswer {
  return {
    steps: answers.flatMap(({ steps }) => steps),
    failures: answers.flatMap(({ failures }) => failures),
    ...lastShare(answers),
  };
}

/** The first alternative that holds; where none does, the one with the fewest failures says why. */
function anyOf(answers: readonly TestAnswer[]): TestAnswer {
  const first = answers.findIndex(holds);
  if (first >= 0) {
    const tried = answers.slice(0, first + 1);
    return { ...allOf(tried), failures: [], ...lastShare(answers.slice(first, first + 1)) };
  }
  const [nearest] = answers.toSorted((left, right) => left.failures.length - right.failures.length);
  return { ...allOf(answers), failures: nearest?.failures ?? [] };
}

/** Asks one test, with all that it is made of. An empty choice is never met. */
export function askTest(question: CostedQuestion, test: OriginTest): TestAnswer {
  switch (test.test) {
    case 'tariff-shift':
      return tariffShift(question, test);
    case 'value-content':
      return valueContent(question, test);
    case 'work-in-india':
      return workInIndia(question, test.rule);
    case 'originating-materials-only':
      return originatingMaterialsOnly(question, test.rule);
    case 'all-of':
      return allOf(test.of.map((one) => askTest(question, one)));
    case 'any-of':
      return anyOf(test.of.map((one) => askTest(question, one)));
  }
}
