import type { Endpoint } from './endpoint.ts';
import { accountEndpoints } from './routes/accounts.ts';
import { apiTokenEndpoints } from './routes/api-tokens.ts';
import { applicationListEndpoint } from './routes/application-list.ts';
import { applicationEndpoints } from './routes/applications.ts';
import { auditEndpoint } from './routes/audit.ts';
import { authenticatorEndpoints } from './routes/authenticator.ts';
import { captchaEndpoints } from './routes/captchas.ts';
import { caseMessageEndpoints } from './routes/case-messages.ts';
import { certificateEndpoints } from './routes/certificates.ts';
import { dgftNoticeEndpoint } from './routes/dgft-notices.ts';
import { documentEndpoints } from './routes/documents.ts';
import { exporterEndpoints } from './routes/exporter.ts';
import { exporterUserEndpoints } from './routes/exporter-users.ts';
import { mandateEndpoints } from './routes/mandates.ts';
import { officeHolidayEndpoints } from './routes/office-holidays.ts';
import { officeMerchantEndpoint } from './routes/office-merchant.ts';
import { officePictureEndpoints } from './routes/office-pictures.ts';
import { officerPictureEndpoints } from './routes/officer-pictures.ts';
import { officerEndpoints } from './routes/officers.ts';
import { officeEndpoints } from './routes/offices.ts';
import { ownAccountEndpoints } from './routes/own-account.ts';
import { ownSessionEndpoints } from './routes/own-sessions.ts';
import { passwordResetEndpoints } from './routes/password-resets.ts';
import { paymentEndpoints } from './routes/payments.ts';
import { privacyDeclarationEndpoint } from './routes/privacy-declaration.ts';
import { registrationDecisionEndpoints } from './routes/registration-decision.ts';
import { registrationProofEndpoints } from './routes/registration-proofs.ts';
import { beginEndpoints } from './routes/registrations.ts';
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
  ...ownSessionEndpoints,
  ...authenticatorEndpoints,
  applicationListEndpoint,
  ...applicationEndpoints,
  ...caseMessageEndpoints,
  signingRequestEndpoint,
  ...documentEndpoints,
  ...paymentEndpoints,
  ...officeEndpoints,
  ...officeHolidayEndpoints,
  ...officePictureEndpoints,
  officeMerchantEndpoint,
  ...officerPictureEndpoints,
  ...officerEndpoints,
  ...accountEndpoints,
  ...exporterUserEndpoints,
  ...exporterEndpoints,
  ...mandateEndpoints,
  ...certificateEndpoints,
  ...ownAccountEndpoints,
  ...apiTokenEndpoints,
  ...passwordResetEndpoints,
  ...signingTokenEndpoints,
  dgftNoticeEndpoint,
  ...trustEndpoints,
  runEndpoint,
  auditEndpoint,
  privacyDeclarationEndpoint,
  ...beginEndpoints,
  ...registrationProofEndpoints,
  ...registrationDecisionEndpoints,
  verifyEndpoint,
];
