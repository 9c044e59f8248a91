import { z } from 'zod';
import { publicEndpoint } from '../../endpoint.ts';
import { inPlainJsonSchema } from '../../openapi/plain-json-schema.ts';
import { certificateContent } from '../../schemas/case/certificate.ts';

const path = '/schemas/certificate-1.json';

/** JSON Schema (2020-12) of a certificate's machine-readable twin, under the address it is named by. */
export function certificateSchema(publicUrl: string): object {
  const schema = inPlainJsonSchema(z.toJSONSchema(certificateContent, { target: 'draft-2020-12' }));
  const about = { $id: `${publicUrl}/api/v1${path}`, title: 'Certificate of Origin, version 1' };
  return { ...schema, ...about };
}

export const certificateSchemaEndpoint = publicEndpoint({
  method: 'get',
  path,
  tag: 'Certificates',
  summary: 'What the machine-readable twin of a certificate is made of',
  description:
    'JSON Schema 2020-12 of certificate.json, which is attached to every certificate and signed with it.',
  answers: { 200: { description: 'The schema', mediaType: 'application/schema+json' } },
  handle: async ({ api }) => ({
    status: 200,
    file: {
      type: 'application/schema+json',
      bytes: Buffer.from(JSON.stringify(certificateSchema(api.publicUrl))),
      name: 'certificate-1.schema.json',
    },
  }),
});
