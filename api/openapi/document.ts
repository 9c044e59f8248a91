import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { refusalCodes } from '../../domain/refusal-codes.ts';
import { uploadFields } from '../documents/receive-upload.ts';
import type { Endpoint } from '../endpoint.ts';
import { pictureTypes } from '../images/receive-picture.ts';
import { partType } from '../migration/receive-part.ts';
import { catalogue, type ProblemCode } from '../problem/catalogue.ts';
import { problemAnswer } from '../schemas/problem-answer.ts';
import { inPlainJsonSchema } from './plain-json-schema.ts';
import { problemCodesOf } from './problem-codes.ts';

const keyHeader = z.string().min(1).max(255).meta({
  description: 'A key of your own making; a repeat with the same key has no further effect.',
});

function headersOf({ idempotency, headers }: Endpoint): z.ZodObject | undefined {
  if (!idempotency) return headers;
  const key = idempotency === 'message' ? keyHeader : keyHeader.optional();
  return z.object({ 'Idempotency-Key': key, ...headers?.shape });
}

function requestBodyOf({ bodyKind, bodySchema }: Endpoint) {
  if (bodyKind === 'document' || bodyKind === 'file') {
    const file = z.string().meta({ format: 'binary' });
    const beside = bodyKind === 'document' ? uploadFields.shape : {};
    const schema = z.strictObject({ ...beside, file });
    return { content: { 'multipart/form-data': { schema } }, required: true };
  }
  if (bodyKind === 'picture') {
    const media = { schema: z.string().meta({ format: 'binary' }) };
    return {
      content: Object.fromEntries(pictureTypes.map((type) => [type, media])),
      required: true,
    };
  }
  if (bodyKind === 'part') {
    const schema = z.string().meta({ format: 'binary' });
    return { content: { [partType]: { schema } }, required: true };
  }
  if (bodyKind === 'form') {
    const schema = z.object({ msg: z.string().meta({ description: 'Pipe-delimited and sealed' }) });
    return { content: { 'application/x-www-form-urlencoded': { schema } }, required: true };
  }
  return bodySchema
    ? { content: { 'application/json': { schema: bodySchema } }, required: true }
    : undefined;
}

/** A file's bytes; one that is JSON, or may be, is read as what it says. */
const fileOf = (mediaType: string): z.ZodType =>
  /json$|^\*/.test(mediaType) ? z.unknown() : z.string().meta({ format: 'binary' });

type Responses = RouteConfig['responses'];

function successesOf({ answers }: Endpoint): Responses {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, mediaType }]) => {
      if (schema) return [status, { description, content: { 'application/json': { schema } } }];
      if (!mediaType) return [status, { description }];
      return [status, { description, content: { [mediaType]: { schema: fileOf(mediaType) } } }];
    }),
  );
}

/** One response per status, with every code that it may carry. */
function problemsOf(endpoint: Endpoint): Responses {
  const byStatus = Object.groupBy(problemCodesOf(endpoint), (code) => catalogue[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => {
      const lines = codes.map((code: ProblemCode) => `\`${code}\`: ${catalogue[code].title}.`);
      const schema = problemAnswer;
      return [
        status,
        { description: lines.join('\n'), content: { 'application/problem+json': { schema } } },
      ];
    }),
  );
}

const security: Record<Endpoint['access'], Record<string, string[]>[]> = {
  public: [],
  'signed-in': [{ session: [] }, { apiToken: [] }],
  applicant: [{ registration: [] }],
  'applicant-or-signed-in': [{ registration: [] }, { session: [] }, { apiToken: [] }],
};

function routeOf(endpoint: Endpoint): RouteConfig {
  const { method, path, tag, summary, description, pathSchema, querySchema } = endpoint;
  const body = requestBodyOf(endpoint);
  const headers = headersOf(endpoint);
  return {
    method,
    path,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    operationId: `${method}${path.replaceAll(/\W+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    security: security[endpoint.access],
    request: {
      ...(pathSchema instanceof z.ZodObject ? { params: pathSchema } : {}),
      ...(querySchema instanceof z.ZodObject ? { query: querySchema } : {}),
      ...(headers ? { headers } : {}),
      ...(body ? { body } : {}),
    },
    responses: { ...successesOf(endpoint), ...problemsOf(endpoint) },
  };
}

const refusals = Object.entries(refusalCodes)
  .map(([code, meaning]) => `- \`${code}\`: ${meaning}`)
  .join('\n');

const description = `Apply for, examine, sign, issue and verify Indian certificates of origin.

Money is in paise, instants are UTC, dates are Indian calendar days. Errors are RFC 9457
problem+json with a stable \`code\`. A submission that the rules of origin refuse is answered 422
with one of these codes and the reasoning:

${refusals}`;

/** The OpenAPI 3.1 document of the endpoints: made from the schemas that requests are checked by. */
export function openApiDocument(endpoints: readonly Endpoint[], publicUrl: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'ecoo_session',
  });
  registry.registerComponent('securitySchemes', 'apiToken', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token of POST /account/tokens; it does what it was made for, and nothing in person',
  });
  registry.registerComponent('securitySchemes', 'registration', {
    type: 'http',
    scheme: 'bearer',
    description: "A registration's `secret`, until its account works",
  });
  for (const endpoint of endpoints) registry.registerPath(routeOf(endpoint));
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'eCoO', version: '1', description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: `${publicUrl}/api/v1` }],
  });
  return inPlainJsonSchema(document);
}
