import { findCase } from '../../../db/queries/case/application.ts';
import { readSigningRequest } from '../../../db/queries/certificate/certificate.ts';
import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath } from '../../schemas/addresses.ts';
import { signingRequestAnswer } from '../../schemas/case/record-answers.ts';

export const signingRequestEndpoint = endpoint({
  method: 'get',
  path: '/applications/{id}/signing-request',
  tag: 'Case',
  summary: 'What the officer is asked to sign',
  description: 'For the officer who approved; `ecoo sign-agent` signs it with the token.',
  pathSchema: applicationPath,
  answers: { 200: { description: 'The bytes to sign', schema: signingRequestAnswer } },
  problems: ['not-signing-officer', 'stage-forbids-action'],
  handle: async ({ account, path, api }) => {
    const one = allow(account, 'attach-signature', await findCase(api.database, path.id));
    const request = await readSigningRequest(api.database, one.id);
    if (!request) throw problem('stage-forbids-action', 'Nothing is prepared for signing.');
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
