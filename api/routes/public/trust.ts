import { publicEndpoint } from '../../endpoint.ts';
import { trustAnswer } from '../../schemas/case/record-answers.ts';
import { currentLists } from '../../verification/trust.ts';

export const trustEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/trust',
    tag: 'Verification',
    summary: 'What a certificate is verified with, without asking us again',
    answers: { 200: { description: 'Roots and revocation lists', schema: trustAnswer } },
    handle: async ({ api }) => {
      const lists = await currentLists(api);
      const crls = lists.map((der, index) => ({
        name: `revocation-list-${index + 1}.crl`,
        der: Buffer.from(der).toString('base64'),
      }));
      return {
        status: 200,
        body: { pem: api.trustAnchors, qrCertificates: api.qrCertificates, crls },
      };
    },
  }),
  publicEndpoint({
    method: 'get',
    path: '/trust/trust.pem',
    tag: 'Verification',
    summary: 'The roots that signatures of certificates lead to',
    answers: { 200: { description: 'PEM', mediaType: 'application/x-pem-file' } },
    handle: async ({ api }) => ({
      status: 200,
      file: {
        type: 'application/x-pem-file',
        bytes: Buffer.from(api.trustAnchors),
        name: 'trust.pem',
      },
    }),
  }),
];
