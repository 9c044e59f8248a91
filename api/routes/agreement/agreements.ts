import type { z } from 'zod';
import { listVersions } from '../../../db/queries/agreement/correction.ts';
import {
  listCorrectionsUntil,
  readNewestVersions,
  readSchemesToday,
} from '../../../db/queries/agreement/scheme-version.ts';
import { correctedFigure, correctedScheme } from '../../../domain/agreement/correction.ts';
import { type Figure, figuresOf, uncertainFigures } from '../../../domain/agreement/figures.ts';
import { loadedRules } from '../../../domain/agreement/product-rules/loaded.ts';
import type { Scheme } from '../../../domain/agreement/scheme.ts';
import { schemeByCode, schemes } from '../../../domain/agreement/schemes.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { layoutInProgram, readLayouts } from '../../layouts.ts';
import {
  agreementPath,
  agreementsAnswer,
  versionAnswer,
  versionPath,
  versionsAnswer,
} from '../../schemas/agreement/agreement.ts';
import { todayInIndia } from '../../today.ts';
import { agreementResource } from './agreement-resource.ts';
import { correctionShown } from './corrections.ts';

const tag = 'Agreements';

/** What can be corrected of a scheme, as it counts today. */
function uncertainOf(record: Scheme, today: Scheme, layout: Figure | undefined) {
  const open = new Set(uncertainFigures(record).map(({ figure }) => figure));
  const figures = figuresOf(today).filter(({ figure }) => open.has(figure));
  const isOpen = layoutInProgram(record.code)?.sure === 'inferred';
  return layout && isOpen ? [...figures, layout] : figures;
}

function rulesOf({ agreement, rule: { productSpecific } }: Scheme) {
  const rules = productSpecific?.rules ?? loadedRules(agreement);
  return rules.map(({ from, to, text }) => ({
    hs: from === to ? from : `${from}-${to}`,
    rule: text,
  }));
}

export const agreementEndpoints = [
  endpoint({
    method: 'get',
    path: '/agreements',
    tag,
    summary: 'Every agreement, with its version and what of it is not certain',
    description: 'Those figures can be corrected; all others were found in a text.',
    answers: { 200: { description: 'As they count today', schema: agreementsAnswer } },
    handle: async ({ account, api }) => {
      mayReach(account, 'view', 'agreement');
      const newest = await readNewestVersions(api.database);
      const today = await readSchemesToday(api.database, schemes);
      const layouts = await readLayouts(api.database);
      const agreements = schemes.map((record, index) => ({
        code: record.code,
        name: record.name,
        version: newest.get(record.code) ?? 1,
        uncertain: uncertainOf(record, today[index] ?? record, layouts.get(record.code)),
      }));
      return { status: 200, body: { on: todayInIndia(), agreements } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/agreements/{code}/versions',
    tag,
    summary: 'What was corrected of an agreement, by whom, on which source',
    pathSchema: agreementPath,
    answers: { 200: { description: 'Every version after the first', schema: versionsAnswer } },
    handle: async ({ account, path: { code }, api }) => {
      allow(account, 'view', agreementResource(schemeByCode(code)));
      const versions = await listVersions(api.database, code);
      return { status: 200, body: { code, versions: versions.map(correctionShown) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/agreements/{code}/versions/{version}',
    tag,
    summary: 'An agreement as one of its versions, past or to come',
    description: '1 is what came with the program. `schemeVersion` of a case names its own.',
    pathSchema: versionPath,
    answers: { 200: { description: 'Every figure with its source', schema: versionAnswer } },
    handle: async ({ account, path: { code, version }, api }) => {
      const corrections = await listCorrectionsUntil(api.database, code, version);
      const known = agreementResource(corrections && schemeByCode(code));
      const { scheme: record } = allow(account, 'view', known);
      const scheme = correctedScheme(record, corrections ?? []);
      const layout = layoutInProgram(code);
      const figures = figuresOf(scheme).filter(({ figure }) => !/\.rules\./.test(figure));
      if (layout) figures.push(correctedFigure(layout, corrections ?? []));
      const body: z.output<typeof versionAnswer> = {
        ...{ code, version, name: scheme.name },
        figures,
        rules: rulesOf(scheme),
      };
      return { status: 200, body };
    },
  }),
];
