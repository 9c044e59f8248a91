import type { Endpoint } from './endpoint.ts';
import { apiTokenEndpoints } from './routes/account/api-tokens.ts';
import { authenticatorEndpoints } from './routes/account/authenticator.ts';
import { captchaEndpoints } from './routes/account/captchas.ts';
import { ownAccountEndpoints } from './routes/account/own-account.ts';
import { ownSessionEndpoints } from './routes/account/own-sessions.ts';
import { passwordResetEndpoints } from './routes/account/password-resets.ts';
import { sessionEndpoints } from './routes/account/sessions.ts';
import { signatureImageEndpoints } from './routes/account/signature-image.ts';
import { signingTokenEndpoints } from './routes/account/signing-token.ts';
import { webhookDeliveryEndpoints } from './routes/account/webhook-deliveries.ts';
import { webhookEndpoints } from './routes/account/webhooks.ts';
import { agreementEndpoints } from './routes/agreement/agreements.ts';
import { correctionEndpoints } from './routes/agreement/corrections.ts';
import { applicationListEndpoint } from './routes/case/application-list.ts';
import { applicationEndpoints } from './routes/case/applications.ts';
import { caseMessageEndpoints } from './routes/case/case-messages.ts';
import { certificateEndpoints } from './routes/case/certificates.ts';
import { claimEndpoints } from './routes/case/claims.ts';
import { cloneEndpoint } from './routes/case/clone.ts';
import { declarationEndpoint } from './routes/case/declaration.ts';
import { documentEndpoints } from './routes/case/documents.ts';
import { paymentEndpoints } from './routes/case/payments.ts';
import { queryEndpoints } from './routes/case/queries.ts';
import { runEndpoint } from './routes/case/run.ts';
import { savedEntryEndpoints } from './routes/case/saved-entries.ts';
import { sheetEndpoints } from './routes/case/sheets.ts';
import { signingRequestEndpoint } from './routes/case/signing-request.ts';
import { cancellationEndpoint } from './routes/certificate/cancellation.ts';
import { legacyCertificateEndpoints } from './routes/certificate/legacy-certificates.ts';
import { lineageEndpoints } from './routes/certificate/lineage.ts';
import { requestEndpoints } from './routes/certificate/requests.ts';
import { costSheetEndpoints } from './routes/cost-sheet/cost-sheets.ts';
import { determinationEndpoints } from './routes/cost-sheet/determinations.ts';
import { costSheetSharingEndpoints } from './routes/cost-sheet/sharing.ts';
import { swornDeclarationEndpoint } from './routes/cost-sheet/sworn-declaration.ts';
import { migrationEndpoints } from './routes/migration/migrations.ts';
import { migrationRejectEndpoints } from './routes/migration/rejects.ts';
import { migrationReportEndpoints } from './routes/migration/reports.ts';
import { migrationSourceEndpoints } from './routes/migration/sources.ts';
import { migrationSteeringEndpoints } from './routes/migration/steering.ts';
import { balanceNoticeEndpoints } from './routes/money/balance-notice.ts';
import { collectionsEndpoints } from './routes/money/collections.ts';
import { differenceEndpoints } from './routes/money/differences.ts';
import { feeOutcomeEndpoints } from './routes/money/fee-outcomes.ts';
import { feeEndpoints } from './routes/money/fees.ts';
import { receiptEndpoints } from './routes/money/receipts.ts';
import { refundEndpoints } from './routes/money/refunds.ts';
import { reportEndpoints } from './routes/money/reports.ts';
import { settlementEndpoints } from './routes/money/settlements.ts';
import { topUpEndpoints } from './routes/money/top-ups.ts';
import { walletEndpoints } from './routes/money/wallets.ts';
import { absenceEndpoints } from './routes/office/absences.ts';
import { officeHolidayEndpoints } from './routes/office/office-holidays.ts';
import { officeMerchantEndpoint } from './routes/office/office-merchant.ts';
import { officePictureEndpoints } from './routes/office/office-pictures.ts';
import { officerPictureEndpoints } from './routes/office/officer-pictures.ts';
import { officerEndpoints } from './routes/office/officers.ts';
import { officeEndpoints } from './routes/office/offices.ts';
import { turnaroundEndpoint } from './routes/office/turnaround.ts';
import { accountEndpoints } from './routes/people/accounts.ts';
import { auditEndpoint } from './routes/people/audit.ts';
import { exporterEndpoints } from './routes/people/exporter.ts';
import { exporterUserEndpoints } from './routes/people/exporter-users.ts';
import { mandateEndpoints } from './routes/people/mandates.ts';
import { certificateSchemaEndpoint } from './routes/public/certificate-schema.ts';
import { dgftNoticeEndpoint } from './routes/public/dgft-notices.ts';
import { formEndpoints } from './routes/public/forms.ts';
import { transitionEndpoints } from './routes/public/transition.ts';
import { trustEndpoints } from './routes/public/trust.ts';
import { verificationsEndpoint } from './routes/public/verifications.ts';
import { verifyEndpoint } from './routes/public/verify.ts';
import { privacyDeclarationEndpoint } from './routes/registration/privacy-declaration.ts';
import { registrationDecisionEndpoints } from './routes/registration/registration-decision.ts';
import { registrationProofEndpoints } from './routes/registration/registration-proofs.ts';
import { beginEndpoints } from './routes/registration/registrations.ts';

/** Every address below `/api/v1`: routes, the OpenAPI document and the access test come from it. */
export const endpoints: readonly Endpoint[] = [
  ...captchaEndpoints,
  ...sessionEndpoints,
  ...ownSessionEndpoints,
  ...authenticatorEndpoints,
  applicationListEndpoint,
  ...applicationEndpoints,
  ...caseMessageEndpoints,
  ...claimEndpoints,
  ...queryEndpoints,
  declarationEndpoint,
  signingRequestEndpoint,
  ...documentEndpoints,
  ...sheetEndpoints,
  ...savedEntryEndpoints,
  cloneEndpoint,
  ...costSheetEndpoints,
  ...costSheetSharingEndpoints,
  swornDeclarationEndpoint,
  ...determinationEndpoints,
  ...paymentEndpoints,
  ...walletEndpoints,
  ...balanceNoticeEndpoints,
  ...receiptEndpoints,
  ...topUpEndpoints,
  ...refundEndpoints,
  ...collectionsEndpoints,
  ...feeEndpoints,
  ...correctionEndpoints,
  ...agreementEndpoints,
  ...settlementEndpoints,
  ...differenceEndpoints,
  ...feeOutcomeEndpoints,
  ...reportEndpoints,
  ...officeEndpoints,
  ...officeHolidayEndpoints,
  ...officePictureEndpoints,
  officeMerchantEndpoint,
  ...officerPictureEndpoints,
  ...officerEndpoints,
  ...absenceEndpoints,
  turnaroundEndpoint,
  ...accountEndpoints,
  ...exporterUserEndpoints,
  ...exporterEndpoints,
  ...mandateEndpoints,
  ...webhookEndpoints,
  ...webhookDeliveryEndpoints,
  ...certificateEndpoints,
  ...requestEndpoints,
  ...lineageEndpoints,
  ...legacyCertificateEndpoints,
  cancellationEndpoint,
  ...ownAccountEndpoints,
  ...apiTokenEndpoints,
  ...passwordResetEndpoints,
  ...signingTokenEndpoints,
  ...signatureImageEndpoints,
  dgftNoticeEndpoint,
  ...trustEndpoints,
  ...formEndpoints,
  certificateSchemaEndpoint,
  ...transitionEndpoints,
  ...migrationSourceEndpoints,
  ...migrationEndpoints,
  ...migrationSteeringEndpoints,
  ...migrationRejectEndpoints,
  ...migrationReportEndpoints,
  runEndpoint,
  auditEndpoint,
  privacyDeclarationEndpoint,
  ...beginEndpoints,
  ...registrationProofEndpoints,
  ...registrationDecisionEndpoints,
  verificationsEndpoint,
  verifyEndpoint,
];
