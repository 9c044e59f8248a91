import { expect, test } from 'vitest';
import { uncertainFigures } from '../domain/agreement/figures.ts';
import { periodText } from '../domain/agreement/period.ts';
import { ruleWords } from '../domain/agreement/rule-words.ts';
import type { Scheme } from '../domain/agreement/scheme.ts';
import { records } from '../domain/agreement/schemes.ts';

/* `vitest run docs/agreements.test.ts -u` draws the tables anew. */

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');

const partnersOf = ({ partners }: Scheme) => {
  if (partners === null) return 'any but India';
  return partners.length > 12 ? `${partners.length} countries` : partners.join(' ');
};

const lateOf = ({ retrospective: { value } }: Scheme) =>
  value === null
    ? 'none'
    : `after ${value.after.count} ${value.after.of.replace('-', ' ')}, within ${periodText(value.until)}: ${value.endorsement ?? 'no words found'}`;

const terms = (scheme: Scheme) => [
  `\`${scheme.code}\``,
  partnersOf(scheme),
  scheme.inForce.value.from ?? 'not in force',
  scheme.issuing.value.by === 'exporter'
    ? 'the exporter'
    : (scheme.issuing.value.agencies?.join(', ') ?? `Appendix ${scheme.issuing.value.appendix}`),
  scheme.validity.value === null ? 'no end' : periodText(scheme.validity.value),
  lateOf(scheme),
  scheme.thirdCountryInvoicing.value ? 'yes' : 'no',
  scheme.cumulation.value,
  scheme.deMinimis.value === null
    ? 'none'
    : `${scheme.deMinimis.value.percent} %${scheme.deMinimis.value.exceptChapters.map(([a, b]) => `, not chapters ${a}-${b}`).join('')}`,
];

function rulesOf(scheme: Scheme): string[][] {
  const { originatingMaterials, routes, productSpecific } = scheme.rule;
  const code = `\`${scheme.code}\``;
  const declared = scheme.foreignOrigin.value
    ? [code, 'goods of another country', 'a document of that country', 'its name']
    : [code, 'wholly obtained', 'declared', `\`${scheme.whollyObtained.value.criterion}\``];
  const ways = [...(originatingMaterials ? [originatingMaterials] : []), ...routes];
  return [
    declared,
    ...ways.map((way) => [code, way.name, ruleWords(way.test), `\`${way.criterion.value}\``]),
    ...(productSpecific
      ? [[code, 'product-specific rule', 'as loaded', `\`${productSpecific.criterion.value}\``]]
      : []),
  ];
}

test('docs/agreements.md is drawn from the records', async () => {
  const text = [
    '# The agreements\n',
    'Drawn from the records in `domain/agreement/schemes/`. How the rules work: [origin.md](origin.md).\n',
    '## What each allows\n',
    table(
      [
        'scheme',
        'partners',
        'from',
        'issued by',
        'valid',
        'late',
        'third-country invoice',
        'cumulation',
        'de minimis',
      ],
      records.map(terms),
    ),
    '## What each asks and prints\n',
    'In this order; the first that holds is printed. A loaded product-specific rule takes the place of the general ones.\n',
    table(['scheme', 'way to origin', 'asks', 'prints'], records.flatMap(rulesOf)),
    '## What was not found in a text\n',
    'Known from practice, or inferred from what was found: to be confirmed by DGFT before it is relied on, or [corrected](origin.md#correcting-what-is-not-certain). All else has its source in the record.\n',
    table(
      ['scheme', 'figure', 'how sure', 'why so'],
      records.flatMap((scheme) =>
        uncertainFigures(scheme).map(({ figure, sure, source }) => [
          `\`${scheme.code}\``,
          `\`${figure}\``,
          sure,
          source,
        ]),
      ),
    ),
  ].join('\n');
  await expect(text).toMatchFileSnapshot('agreements.md');
});
