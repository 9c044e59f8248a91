import { type Case, findCase } from '../../../db/queries/case/application.ts';
import { readSigningRequest } from '../../../db/queries/certificate/certificate.ts';
import { signingActions } from '../../../domain/stage.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { signingRequestAnswer } from '../../schemas/case/record-answers.ts';

export const signingRequestEndpoint = endpoint({
  method: 'get',
  path: '/applications/{id}/signing-request',
  tag: 'Case',
  summary: 'What the officer, or the exporter himself, is asked to sign',
  description:
    'For the officer who approved, or whoever asked for it at the exporter of a self-declared ' +
    'certificate; `ecoo sign-agent` signs it with the token.',
  pathSchema: applicationPath,
  answers: { 200: { description: 'The bytes to sign', schema: signingRequestAnswer } },
  problems: ['not-signing-officer', 'stage-forbids-action'],
  handle: async ({ account, path, api }) => {
    const found = await findCase(api.database, path.id);
    const action = found ? signingActions(found.stage).sign : 'view';
    const one = allow<'application', Case>(account, action, found);
    const request = await readSigningRequest(api.database, one.id);
    if (request?.officerId !== account.accountId)
      throw problem('stage-forbids-action', 'Nothing is prepared for you to sign.');
    return {
      status: 200,
      body: {
        applicationId: one.id,
        revision: one.revision,
        certificateNumber: request.content.number,
        certificateSha256: request.certificateSha256,
        documentDigest: request.documentDigest,
        signedAttributes: request.signedAttributes,
        issuedOn: request.issuedOn,
        createdAt: request.createdAt.toISOString(),
      },
    };
  },
});
