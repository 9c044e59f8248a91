import type { CostFigures } from './cost-figures.ts';
import type { CostedQuestion, OriginAnswer, OriginQuestion, TestAnswer } from './item-origin.ts';
import { materialOriginsStep } from './material-origins.ts';
import type { OriginRoute } from './origin-rule.ts';
import { askTest } from './origin-test.ts';
import { printedCriterion } from './printed-criterion.ts';
import { originatingCountries } from './scheme.ts';
import { citation } from './sourced.ts';

type Tried = { route: OriginRoute; question: CostedQuestion; answer: TestAnswer };

function tryRoute(asked: OriginQuestion, figures: CostFigures, route: OriginRoute): Tried {
  const originatingIn = route.cumulated ? originatingCountries(asked.scheme) : ['IN'];
  const question = { ...asked, figures, originatingIn };
  const { steps, ...answer } = askTest(question, route.test);
  return {
    route,
    question,
    answer: { ...answer, steps: [materialOriginsStep(question), ...steps] },
  };
}

/** The agreement asks by product alone, and this product's rule is not here: nothing is guessed. */
function ruleNotLoaded({ scheme, item, number }: OriginQuestion): OriginAnswer {
  const result =
    `${scheme.name} sets a rule of its own for each product, and that of ${item.hsExport} is not ` +
    'loaded here.';
  return {
    criterion: '',
    reasoning: [
      {
        rule: 'product-specific-rule',
        source: scheme.rule.productSpecific
          ? citation(scheme.rule.productSpecific.criterion)
          : scheme.name,
        inputs: { product: item.hsExport },
        result,
        satisfied: false,
      },
    ],
    failures: [
      {
        code: 'product-rule-not-loaded',
        pointer: '/hsExport',
        message: `Item ${number}: ${result} Ask DGFT operations to load it, then apply again.`,
      },
    ],
  };
}

/** Origin by cost sheet: the scheme's routes in their order, until one holds. */
export function originByCostSheet(asked: OriginQuestion, figures: CostFigures): OriginAnswer {
  if (asked.scheme.rule.routes.length === 0) return ruleNotLoaded(asked);
  const tried: Tried[] = [];
  for (const route of asked.scheme.rule.routes) {
    const one = tryRoute(asked, figures, route);
    tried.push(one);
    if (one.answer.failures.length > 0) continue;
    return {
      criterion: printedCriterion(route.criterion.value, one.question, one.answer.share),
      reasoning: tried.flatMap(({ answer }) => answer.steps),
      failures: [],
    };
  }
  const [nearest] = tried.toSorted(
    (left, right) => left.answer.failures.length - right.answer.failures.length,
  );
  return {
    criterion: '',
    reasoning: tried.flatMap(({ answer }) => answer.steps),
    failures: nearest?.answer.failures ?? [],
  };
}
