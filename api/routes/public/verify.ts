import { publicEndpoint } from '../../endpoint.ts';
import type { ProblemCode } from '../../problem/catalogue.ts';
import { problem } from '../../problem/problem.ts';
import { numberPath } from '../../schemas/addresses.ts';
import { verificationAnswer } from '../../schemas/case/certificate.ts';
import type { NumberAnswer } from '../../verification/verify-number.ts';

const problems = {
  unknown: ['certificate-not-found', 'No certificate with this number was issued here.'],
  mistyped: ['certificate-number-mistyped', 'This cannot be a number of ours: check each sign.'],
  legacy: ['certificate-of-legacy', 'This number is of the earlier portal.'],
} as const satisfies Record<
  Exclude<NumberAnswer['outcome'], 'found'>,
  readonly [ProblemCode, string]
>;

/** What the world asks most: it stands before every other route and asks the database once. */
export const verifyEndpoint = publicEndpoint({
  method: 'get',
  path: '/verify/{number}',
  tag: 'Verification',
  summary: 'Whether a certificate is genuine and in force',
  description:
    'Open to anybody, from any site. Small letters and blanks in the number do not matter.',
  pathSchema: numberPath,
  answers: { 200: { description: 'Three verdicts and the content', schema: verificationAnswer } },
  problems: ['certificate-not-found', 'certificate-number-mistyped', 'certificate-of-legacy'],
  handle: async ({ path, api }) => {
    const answer = await api.verifyNumber(path.number);
    if (answer.outcome !== 'found') {
      const [code, detail] = problems[answer.outcome];
      throw problem(code, detail);
    }
    return {
      status: 200,
      body: answer.verification,
      headers: { 'Access-Control-Allow-Origin': '*', 'X-Content-Type-Options': 'nosniff' },
    };
  },
});
