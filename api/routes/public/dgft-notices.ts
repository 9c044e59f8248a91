import { z } from 'zod';
import { dgftSyncSchedule } from '../../../workflows/dgft-sync/contract.ts';
import { isAuthenticNotice } from '../../dgft/notice-signature.ts';
import { publicEndpoint } from '../../endpoint.ts';
import { rawBodyOf } from '../../middleware/raw-body.ts';
import { problem } from '../../problem/problem.ts';
import { wakeSchedule } from '../../temporal/wake-schedule.ts';

const headers = z.object({
  'webhook-id': z.string().optional(),
  'webhook-timestamp': z.string().optional().meta({ description: 'Seconds since 1970' }),
  'webhook-signature': z
    .string()
    .optional()
    .meta({ description: '`v1,` and base64 of HMAC-SHA256 over id.timestamp.body' }),
});

export const dgftNoticeEndpoint = publicEndpoint({
  method: 'post',
  path: '/dgft/notices',
  tag: 'DGFT',
  summary: 'DGFT says that something changed there',
  description:
    'Signed by the Standard Webhooks convention. What it says is not believed: it is a reason to ' +
    'fetch the changes from DGFT now, so that one that comes twice or late does no harm.',
  headers,
  bodySchema: z.unknown(),
  answers: { 204: { description: 'Taken: the changes are being fetched' } },
  problems: ['dgft-notice-refused'],
  handle: async ({ request, api }) => {
    const signed = {
      id: request.get('webhook-id'),
      timestamp: request.get('webhook-timestamp'),
      signature: request.get('webhook-signature'),
    };
    const secrets = api.dgftNoticeSecrets;
    if (!isAuthenticNotice(signed, rawBodyOf(request), secrets, new Date())) {
      throw problem('dgft-notice-refused', 'The signature is not that of DGFT, or it is too old.');
    }
    await wakeSchedule(api.temporal, dgftSyncSchedule);
    return { status: 204 };
  },
});
