import { allow } from '../../authority.ts';
import { endpoint } from '../../endpoint.ts';
import { limited } from '../../limits/limit.ts';
import {
  mostVerified,
  verificationsAnswer,
  verificationsBody,
} from '../../schemas/case/verification.ts';
import { codeOf } from '../../verification/unverified.ts';

/** Customs administrations ask after a day's certificates at once, by a token that can do nothing else. */
export const verificationsEndpoint = endpoint({
  method: 'post',
  path: '/verifications',
  tag: 'Verification',
  summary: 'Verify many certificates at once',
  description:
    `By number, or by the SHA-256 of the signed PDF; up to ${mostVerified} in one request, each ` +
    'answered as GET /verify/{number} answers it, in the order asked. Made for API tokens with the ' +
    'scope `verify`.',
  bodySchema: verificationsBody,
  answers: { 200: { description: 'One answer for each', schema: verificationsAnswer } },
  problems: ['too-many-requests'],
  handle: async ({ account, api, body: { certificates } }) => {
    allow(account, 'create', { kind: 'verification' });
    await limited(api, 'verifications', account.accountId);
    const answers = await api.verifier.byList(certificates);
    for (const answer of answers) {
      if ('verification' in answer) api.tally.count(answer.verification, 'list');
    }
    const verifications = answers.map((answer, index) => ({
      asked: Object.values(certificates[index] ?? {}).join(''),
      problem: 'verification' in answer ? null : codeOf(answer.outcome),
      verification: 'verification' in answer ? answer.verification : null,
    }));
    return { status: 200, body: { verifications } };
  },
});
