import { findOfficerCertificate } from '../../../db/queries/account/officer-certificate.ts';
import { findCase } from '../../../db/queries/case/application.ts';
import { allow } from '../../authority.ts';
import { declarationOf } from '../../declaration/prove-declaration.ts';
import { endpoint } from '../../endpoint.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { declarationAnswer } from '../../schemas/case/declaration.ts';

export const declarationEndpoint = endpoint({
  method: 'get',
  path: '/applications/{id}/declaration',
  tag: 'Case',
  summary: 'What the exporter signs to submit this draft',
  description:
    'Under agreements whose certificates exporters issue themselves the signature is needed; ' +
    'elsewhere it may be given. `ecoo sign-agent` signs it (POST /sign-declaration).',
  pathSchema: applicationPath,
  answers: { 200: { description: 'The text', schema: declarationAnswer } },
  problems: ['stage-forbids-action'],
  handle: async ({ account, path, api }) => {
    const one = allow(account, 'submit', await findCase(api.database, path.id));
    const token = await findOfficerCertificate(api.database, account.accountId);
    return {
      status: 200,
      body: {
        applicationId: one.id,
        revision: one.revision,
        certificateSha256: token?.sha256 ?? null,
        declaration: declarationOf(api, one),
      },
    };
  },
});
