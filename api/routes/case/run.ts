import { findCase } from '../../../db/queries/case/application.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { runAnswer } from '../../schemas/case/record-answers.ts';
import { readCaseRun } from '../../temporal/case-run.ts';

export const runEndpoint = endpoint({
  method: 'get',
  path: '/applications/{id}/run',
  tag: 'Operations',
  summary: 'The Temporal run behind a case',
  pathSchema: applicationPath,
  answers: { 200: { description: 'Where to find it in the Temporal UI', schema: runAnswer } },
  handle: async ({ account, path, api }) => {
    const one = allow(account, 'view-run', await findCase(api.database, path.id));
    const run = await readCaseRun(api.temporal, one);
    if (!run) throw problem('not-found', 'No run was ever started for this case.');
    return { status: 200, body: { ...run, uiUrl: api.temporalUiUrl } };
  },
});
