import { createHash } from 'node:crypto';
import { cancellationActionOn } from '../../../domain/certificate/cancellation.ts';
import { typedOwnNumber } from '../../../domain/certificate/numbering.ts';
import { endpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { numberPath } from '../../schemas/addresses.ts';
import {
  cancellationBody,
  cancelledAnswer,
  pendingCancellation,
} from '../../schemas/certificate/request.ts';
import { sendCancellation } from '../../temporal/certificate-messages.ts';
import { legacyToAct } from './legacy-resource.ts';
import { ownCertificate } from './own-certificate.ts';

/** The same key of the same person names the same request. */
const requestOf = (accountId: string, key: string) =>
  createHash('sha256').update(`${accountId}/${key}`).digest('hex').slice(0, 32);

export const cancellationEndpoint = endpoint({
  method: 'post',
  path: '/certificates/{number}/cancellation',
  tag: 'Certificates',
  summary: 'Cancel a certificate that the agency issued, or that you declared yourself',
  description:
    'For good; of what came over from the earlier portal, too. The exporter is told with the explanation; whoever verifies the certificate is told ' +
    'the day and the reason. Requests against it can be issued no more.',
  idempotency: 'message',
  pathSchema: numberPath,
  bodySchema: cancellationBody,
  answers: {
    200: { description: 'Cancelled', schema: cancelledAnswer },
    202: {
      description: 'No answer in time. Repeat with the same key to learn the outcome.',
      schema: pendingCancellation,
    },
  },
  problems: ['not-authorised', 'certificate-moved-on', 'request-at-legacy'],
  handle: async ({ account, path, body, api, idempotencyKey }) => {
    const { number } = typedOwnNumber(path.number)
      ? await ownCertificate(
          account,
          ({ content }) => cancellationActionOn(content.scheme),
          path.number,
          api,
        )
      : await legacyToAct(api.database, account, 'cancel', path.number);
    const { accountId, role } = account;
    const updateId = idempotencyKey ?? '';
    const request = requestOf(accountId, updateId);
    const by = { accountId, role };
    const sent = await sendCancellation(api.temporal, number, request, { by, request, ...body });
    if (sent.outcome === 'unknown') {
      return { status: 202, body: { number, updateId }, headers: { 'Retry-After': '2' } };
    }
    const { cancelledAt } = sent.state;
    if (sent.state.request !== request) {
      throw problem('certificate-moved-on', `The certificate ${number} is cancelled already.`);
    }
    return { status: 200, body: { number, status: 'cancelled', cancelledAt } };
  },
});
