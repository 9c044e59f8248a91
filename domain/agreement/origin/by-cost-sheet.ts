import type { OriginRoute, OriginRule } from '../origin-rule.ts';
import { loadedRules } from '../product-rules/loaded.ts';
import { ruleFor } from '../product-rules/product-rules.ts';
import { originatingCountries, type Scheme } from '../scheme.ts';
import { citation } from '../sourced.ts';
import { type CostFigures, splitByOrigin } from './cost-figures.ts';
import type { CostedQuestion, OriginAnswer, OriginQuestion, TestAnswer } from './item-origin.ts';
import { materialOriginsStep } from './material-origins.ts';
import { minimalOperations } from './minimal-operations.ts';
import { askTest } from './origin-test.ts';
import { printedCriterion } from './printed-criterion.ts';
import { setArticles } from './set-articles.ts';

type Tried = { route: OriginRoute; question: CostedQuestion; answer: TestAnswer };

function tryRoute(asked: OriginQuestion, figures: CostFigures, route: OriginRoute): Tried {
  const originatingIn = route.cumulated ? originatingCountries(asked.scheme) : ['IN'];
  const split = splitByOrigin(figures, originatingIn);
  const question = { ...asked, figures, originatingIn, split };
  const { steps, failures, share } = askTest(question, route.test);
  const beside = [setArticles(question), minimalOperations(question)].filter((one) => one !== null);
  return {
    route,
    question,
    answer: {
      steps: [materialOriginsStep(question), ...steps, ...beside.flatMap((answer) => answer.steps)],
      failures: [...failures, ...beside.flatMap((answer) => answer.failures)],
      ...(share && { share }),
    },
  };
}

/** The agreement asks by product alone, and this product's rule is not here: nothing is guessed. */
function ruleNotLoaded({ scheme, item, number }: OriginQuestion): OriginAnswer {
  const { productSpecific } = scheme.rule;
  const result =
    `${scheme.name} sets a rule of its own for each product, and that of ${item.hsImport} is not ` +
    'loaded here.';
  const source = productSpecific ? citation(productSpecific.criterion) : scheme.name;
  const inputs = { product: item.hsImport };
  return {
    criterion: '',
    reasoning: [{ rule: 'product-specific-rule', source, inputs, result, satisfied: false }],
    failures: [
      {
        code: 'product-rule-not-loaded',
        pointer: '/hsImport',
        message: `Item ${number}: ${result} Ask DGFT operations to load it, then apply again.`,
      },
    ],
  };
}

/** The one way that a loaded rule of the product leaves; null when none is loaded. */
function ruleOfProduct(
  { agreement }: Scheme,
  { rules, criterion, cumulated }: NonNullable<OriginRule['productSpecific']>,
  hs: string,
): OriginRoute[] | null {
  const own = ruleFor(rules ?? loadedRules(agreement), hs);
  if (own === null) return null;
  const { text, test } = own;
  return [{ name: `product-specific rule: ${text}`, test, criterion, cumulated }];
}

/** The ways that are open to the item: the rule of the product itself in place of the general ones. */
function routesFor(scheme: Scheme, hs: string): readonly OriginRoute[] {
  const { routes, productSpecific, originatingMaterials } = scheme.rule;
  const general = productSpecific ? (ruleOfProduct(scheme, productSpecific, hs) ?? routes) : routes;
  return originatingMaterials === null ? general : [originatingMaterials, ...general];
}

const isPartner = (scheme: Scheme, origin: string | null): boolean =>
  origin !== null && origin !== 'IN' && originatingCountries(scheme).includes(origin);

const failuresOf = ({ answer }: Tried) => answer.failures.length;

/** Says which way was found, where there was more than one to try. */
function conclusion(found: Tried, tried: readonly Tried[], criterion: string) {
  const others = tried.slice(0, -1).map(({ route }) => route.name);
  return {
    rule: 'conclusion',
    source: citation(found.route.criterion),
    inputs: { criterion },
    result: `Originating by the ${found.route.name}, not by the ${others.join(', nor the ')}.`,
    satisfied: true,
  };
}

/** Origin by cost sheet: the ways to origin in their order, until one holds. */
export function originByCostSheet(asked: OriginQuestion, figures: CostFigures): OriginAnswer {
  const open = routesFor(asked.scheme, asked.item.hsImport);
  const hasPartners = figures.materials.some(({ origin }) => isPartner(asked.scheme, origin));
  const routes = open.filter(({ withPartnersOnly }) => hasPartners || !withPartnersOnly);
  const tried: Tried[] = [];
  for (const route of routes) {
    const one = tryRoute(asked, figures, route);
    tried.push(one);
    if (failuresOf(one) > 0) continue;
    const { criterion: template } = route;
    const criterion = printedCriterion(template.value, one.question, one.answer.share);
    const steps = tried.flatMap(({ answer }) => answer.steps);
    const reasoning = tried.length === 1 ? steps : [...steps, conclusion(one, tried, criterion)];
    return { criterion, reasoning, failures: [] };
  }
  const general = tried.filter(({ route }) => route !== asked.scheme.rule.originatingMaterials);
  const [nearest] = general.toSorted((left, right) => failuresOf(left) - failuresOf(right));
  if (nearest === undefined) return ruleNotLoaded(asked);
  return {
    criterion: '',
    reasoning: tried.flatMap(({ answer }) => answer.steps),
    failures: nearest.answer.failures,
  };
}
