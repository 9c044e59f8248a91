import { readSchemesToday } from '../../../db/queries/agreement/scheme-version.ts';
import { type Case, findCase } from '../../../db/queries/case/application.ts';
import { sheetsOpenTo } from '../../../db/queries/cost-sheet/quoted.ts';
import { comparableSchemes, schemeByCode } from '../../../domain/agreement/schemes.ts';
import { determineBySheet } from '../../../domain/cost-sheet/determine.ts';
import { soundnessOf } from '../../../domain/cost-sheet/sound.ts';
import { allow, mayReach } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { problem, refusalProblem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import {
  caseCostSheetsAnswer,
  determinationAnswer,
  determinationBody,
} from '../../schemas/cost-sheet/cost-sheet.ts';
import { tag } from './cost-sheets.ts';

function schemesNamed(codes: readonly string[] | undefined) {
  if (!codes) return comparableSchemes;
  return codes.map((code, index) => {
    const found = schemeByCode(code);
    if (found) return found;
    const errors = [{ pointer: `/schemes/${index}`, detail: `${code} is not offered here.` }];
    throw problem('invalid-request', 'Name schemes that are offered here.', { errors });
  });
}

export const determinationEndpoints = [
  endpoint({
    method: 'post',
    path: '/origin-determinations',
    tag,
    summary: 'Would it originate? Under each agreement, with the reasoning',
    description:
      'By the figures in the body, which are not kept: send them anew with each change. What is ' +
      'missing is named where a product does not qualify. Whether an application is right in all else is asked at its submission.',
    bodySchema: determinationBody,
    answers: { 200: { description: 'One answer for each agreement', schema: determinationAnswer } },
    handle: async ({ account, body: { sheet, schemes: named, ...product }, api }) => {
      mayReach(account, 'calculate', 'cost-sheet');
      const [first, ...rest] = soundnessOf(sheet, product.hsExport);
      if (first) throw refusalProblem([first, ...rest]);
      const schemes = await readSchemesToday(api.database, schemesNamed(named));
      const determinations = determineBySheet(sheet, product, schemes).map(
        ({ scheme, origin: { qualifies, criterion, reasoning }, missing }) => ({
          scheme,
          qualifies,
          criterion,
          reasoning,
          missing,
        }),
      );
      return { status: 200, body: { determinations } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/cost-sheets',
    tag,
    summary: 'The cost sheets that a case names, as it was examined by them',
    description: 'A customs agent is shown those that are open to him.',
    pathSchema: applicationPath,
    answers: { 200: { description: 'Frozen with their versions', schema: caseCostSheetsAnswer } },
    handle: async ({ account, path, api: { database } }) => {
      const one = allow<'application', Case>(account, 'view', await findCase(database, path.id));
      const kept = one.costSheets ?? [];
      const ids = kept.map(({ id }) => id);
      const isAgent = account.role === 'customs-agent';
      const open = isAgent ? await sheetsOpenTo(database, ids, account.accountId) : new Set(ids);
      const costSheets = kept
        .filter(({ id }) => open.has(id))
        .map(({ iec: _, retired: __, ...shown }) => shown);
      return { status: 200, body: { applicationId: one.id, costSheets } };
    },
  }),
];
