import type { Endpoint } from './endpoint.ts';
import { apiTokenEndpoints } from './routes/api-tokens.ts';
import { applicationListEndpoint } from './routes/application-list.ts';
import { applicationEndpoints } from './routes/applications.ts';
import { captchaEndpoints } from './routes/captchas.ts';
import { caseMessageEndpoints } from './routes/case-messages.ts';
import { certificateEndpoints } from './routes/certificates.ts';
import { documentEndpoints } from './routes/documents.ts';
import { officeHolidayEndpoints } from './routes/office-holidays.ts';
import { officeEndpoints } from './routes/offices.ts';
import { ownAccountEndpoints } from './routes/own-account.ts';
import { passwordResetEndpoints } from './routes/password-resets.ts';
import { paymentEndpoints } from './routes/payments.ts';
import { runEndpoint } from './routes/run.ts';
import { sessionEndpoints } from './routes/sessions.ts';
import { signingRequestEndpoint } from './routes/signing-request.ts';
import { signingTokenEndpoints } from './routes/signing-token.ts';
import { trustEndpoints } from './routes/trust.ts';
import { verifyEndpoint } from './routes/verify.ts';

/** Every address below `/api/v1`: routes, the OpenAPI document and the access test come from it. */
export const endpoints: readonly Endpoint[] = [
  ...captchaEndpoints,
  ...sessionEndpoints,
  applicationListEndpoint,
  ...applicationEndpoints,
  ...caseMessageEndpoints,
  signingRequestEndpoint,
  ...documentEndpoints,
  ...paymentEndpoints,
  ...officeEndpoints,
  ...officeHolidayEndpoints,
  ...certificateEndpoints,
  ...ownAccountEndpoints,
  ...apiTokenEndpoints,
  ...passwordResetEndpoints,
  ...signingTokenEndpoints,
  ...trustEndpoints,
  runEndpoint,
  verifyEndpoint,
];
