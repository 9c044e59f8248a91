import { decimal, formatDecimal } from '../../decimal.ts';
import { compareShare, percentText, type Share } from '../../share.ts';
import { citation } from '../sourced.ts';
import { roleOf, sumOfMaterials } from './cost-figures.ts';
import type { CostedQuestion, TestAnswer } from './item-origin.ts';

/**
 * A set (General Interpretative Rule 3) originates when all its articles do, or when those that do
 * not are no more of FOB than the agreement tolerates. null where the goods are no set.
 */
export function setArticles({ scheme, figures, number, split }: CostedQuestion): TestAnswer | null {
  const articles = figures.materials.filter((material) => roleOf(material) === 'set-article');
  if (articles.length === 0) return null;
  const foreign = split.nonOriginating.filter((material) => roleOf(material) === 'set-article');
  const share: Share = { part: sumOfMaterials(foreign), whole: figures.fob };
  const most = scheme.setTolerance.value ?? '0';
  const satisfied =
    foreign.length === 0 ||
    (scheme.setTolerance.value !== null && compareShare(share, decimal(most)) <= 0);
  const names = foreign.map(({ name }) => name).join('; ');
  const result =
    foreign.length === 0
      ? 'Every article of the set originates.'
      : `Articles of the set that do not originate (${names}) are ${percentText(share)} % of FOB: ` +
        `${satisfied ? 'not more' : 'more'} than ${most} %.`;
  return {
    steps: [
      {
        rule: 'set',
        source: citation(scheme.setTolerance),
        inputs: {
          articles: articles.map(({ name }) => name).join('; '),
          'not originating': formatDecimal(share.part),
          FOB: formatDecimal(share.whole),
          'most percent': most,
        },
        result,
        satisfied,
      },
    ],
    failures: satisfied
      ? []
      : foreign.map((article) => ({
          code: 'set-not-originating' as const,
          pointer: `/origin/costSheet/materials/${article.index}/origin`,
          message:
            `Item ${number}: ${article.name} is an article of the set and does not ` +
            `originate; at most ${most} % of FOB may not. Declare the article by itself.`,
        })),
  };
}
