import type { CatalogueEntry } from '../catalogue-entry.ts';

/** What exporters can be refused who let their systems be told of events; part of the catalogue. */
export const webhookProblems = {
  'webhook-url-refused': {
    status: 422,
    title: 'Nothing can be sent to this address',
    advice:
      'Name an https address on the public internet, without user name, password or fragment.',
  },
  'webhooks-full': {
    status: 409,
    title: 'The exporter has as many webhooks as one may have',
    advice: 'Remove one that is not needed any more, or change it.',
  },
  'webhook-off': {
    status: 409,
    title: 'The webhook is switched off',
    advice: 'Switch it on by PUT /api/v1/webhooks/{id}, then have the delivery sent again.',
  },
  'delivery-on-its-way': {
    status: 409,
    title: 'The delivery is on its way already',
    advice: '`nextAttemptAt` says when it is tried next. What has ended can be sent again.',
  },
} as const satisfies Record<string, CatalogueEntry>;
