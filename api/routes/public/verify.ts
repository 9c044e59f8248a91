import { publicEndpoint } from '../../endpoint.ts';
import { tooMany } from '../../limits/limit.ts';
import { networkOf } from '../../limits/network.ts';
import { numberPath } from '../../schemas/addresses.ts';
import { eitherVerification } from '../../schemas/case/taken-over.ts';
import { unverified } from '../../verification/unverified.ts';

/** What the world asks most: it stands before every other route and asks the database once. */
export const verifyEndpoint = publicEndpoint({
  method: 'get',
  path: '/verify/{number}',
  tag: 'Verification',
  summary: 'Whether a certificate is genuine and in force (R70)',
  description:
    'Open to anybody, from any site, some hundred times in ten minutes from one network; whoever ' +
    'has more to ask makes an API token and asks POST /verifications. Small letters and blanks in ' +
    'the number do not matter.',
  pathSchema: numberPath,
  answers: {
    200: {
      description:
        'Three verdicts and the content; of one that came over from the earlier portal what came over, ' +
        'and that it cannot be checked (`genuine` null)',
      schema: eitherVerification,
    },
  },
  problems: [
    'certificate-not-found',
    'certificate-number-mistyped',
    'certificate-of-legacy',
    'too-many-requests',
  ],
  handle: async ({ path, api, request }) => {
    const seconds = api.networkBudgets.program.take(networkOf(request));
    if (seconds !== null) throw tooMany(seconds);
    const answer = await api.verifier.byNumber(path.number);
    if (!('verification' in answer)) throw unverified(answer.outcome);
    const { verification } = answer;
    api.tally.count(verification, 'program');
    return {
      status: 200,
      body: verification,
      headers: { 'Access-Control-Allow-Origin': '*', 'X-Content-Type-Options': 'nosniff' },
    };
  },
});
