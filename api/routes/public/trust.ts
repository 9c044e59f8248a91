import { listIssuerChains } from '../../../db/queries/certificate/verification.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { publicEndpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { trustAnswer } from '../../schemas/case/record-answers.ts';

/** Every list that a signature of ours may be checked against. */
async function currentLists({ database, revocation }: ApiDependencies): Promise<Uint8Array[]> {
  const chains = await listIssuerChains(database);
  const certificates = chains.flat().map((der) => Buffer.from(der, 'base64'));
  try {
    return await revocation.listsFor(certificates);
  } catch {
    throw problem('temporarily-unavailable', 'A revocation list cannot be fetched just now.', {
      retryAfterSeconds: 30,
    });
  }
}

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
