import type { Endpoint } from './endpoint.ts';
import { applicationListEndpoint } from './routes/application-list.ts';
import { applicationEndpoints } from './routes/applications.ts';
import { caseMessageEndpoints } from './routes/case-messages.ts';
import { paymentEndpoints } from './routes/payments.ts';
import { sessionEndpoints } from './routes/sessions.ts';
import { signingRequestEndpoint } from './routes/signing-request.ts';

/** Every address below `/api/v1`: routes, the OpenAPI document and the access test come from it. */
export const endpoints: readonly Endpoint[] = [
  ...sessionEndpoints,
  applicationListEndpoint,
  ...applicationEndpoints,
  ...caseMessageEndpoints,
  signingRequestEndpoint,
  ...paymentEndpoints,
];
