import { createFindResetAccounts } from './account-message/find-reset-accounts.ts';
import { createSendAccountNotice } from './account-message/send-account-notice.ts';
import { createSendEmailConfirmation } from './account-message/send-email-confirmation.ts';
import { createSendMobileCode } from './account-message/send-mobile-code.ts';
import { createSendResetLink } from './account-message/send-reset-link.ts';
import { createSendMessages } from './case-notice/send-messages.ts';
import { createSpreadNotices } from './case-notice/spread-notices.ts';
import { createCancelCertificate } from './certificate-cancellation/cancel-certificate.ts';
import { createAnswerQuery } from './coo-application/answer-query.ts';
import { createRecordAttention, createRecordResumption } from './coo-application/attention.ts';
import {
  createLapseCase,
  createRemindExporter,
  createWithdrawCase,
} from './coo-application/end-case.ts';
import { createIssueCertificate } from './coo-application/issue-certificate.ts';
import { createLookupIec } from './coo-application/lookup-iec.ts';
import { createOpenApplication } from './coo-application/open-application.ts';
import { createPayFee } from './coo-application/pay-fee.ts';
import { createPrepareCertificate } from './coo-application/prepare-certificate.ts';
import { createRaiseQuery } from './coo-application/raise-query.ts';
import { createRecordRejection } from './coo-application/record-rejection.ts';
import { createRecordSubmission } from './coo-application/record-submission.ts';
import { createReleaseCase } from './coo-application/release-case.ts';
import { createSettlePayment } from './coo-application/settle-payment.ts';
import type { Dependencies } from './dependencies.ts';
import { createFindCasesOfClosedAgencies } from './dgft-sync/find-cases-of-closed-agencies.ts';
import { createSyncAccounts } from './dgft-sync/sync-accounts.ts';
import { createSyncFirms } from './dgft-sync/sync-firms.ts';
import { createSyncAgencies, createSyncHolidays } from './dgft-sync/sync-lists.ts';
import { createFindLowBalances } from './low-balance/find-low-balances.ts';
import { createTellOfLowBalance } from './low-balance/tell-of-low-balance.ts';
import { createDeactivateOfficer } from './officer-deactivation/deactivate-officer.ts';
import { createListCasesToRelease } from './officer-deactivation/list-cases-to-release.ts';
import { createMapOfficer } from './officer-deactivation/map-officer.ts';
import { createFindStrayOrders } from './payment/find-stray-orders.ts';
import { createLapseTopUp, createOpenTopUp } from './payment/open-top-up.ts';
import { createSettleOrder } from './payment/settle-order.ts';
import { createTellOfLateMoney } from './payment/tell-of-late-money.ts';
import { createCallPeopleToRefund, createEndRefund } from './refund/end-refund.ts';
import { createOpenRefund } from './refund/open-refund.ts';
import { createSettleRefund } from './refund/settle-refund.ts';
import { createTellOfRefund } from './refund/tell-of-refund.ts';
import {
  createEscalateOverdue,
  createFindOfficesOverdue,
} from './review-sweep/escalate-overdue.ts';
import { createFindCasesOfAbsentSigners } from './review-sweep/find-cases-of-absent-signers.ts';
import { createHandOverClaims } from './review-sweep/hand-over-claims.ts';
import { createSettlementActivities } from './settlement/settlement-activities.ts';
import { createFindTokenWarnings } from './signing-token-expiry/find-token-warnings.ts';
import { createWarnOfTokenExpiry } from './signing-token-expiry/warn-of-token-expiry.ts';
import { createRegistrationActivities } from './user-registration/registration-activities.ts';
import { createAttemptDelivery } from './webhook/attempt-delivery.ts';
import { createTellOfSwitchOff } from './webhook/tell-of-switch-off.ts';

/** Every activity of the case worker; the names are persisted in histories. */
export const createActivities = (dependencies: Dependencies) => ({
  ...createRegistrationActivities(dependencies),
  ...createSettlementActivities(dependencies),
  recordSubmission: createRecordSubmission(dependencies),
  lookupIec: createLookupIec(dependencies),
  openApplication: createOpenApplication(dependencies),
  payFee: createPayFee(dependencies),
  settlePayment: createSettlePayment(dependencies),
  findStrayOrders: createFindStrayOrders(dependencies),
  openTopUp: createOpenTopUp(dependencies),
  settleOrder: createSettleOrder(dependencies),
  lapseTopUp: createLapseTopUp(dependencies),
  tellOfLateMoney: createTellOfLateMoney(dependencies),
  findLowBalances: createFindLowBalances(dependencies),
  tellOfLowBalance: createTellOfLowBalance(dependencies),
  openRefund: createOpenRefund(dependencies),
  settleRefund: createSettleRefund(dependencies),
  callPeopleToRefund: createCallPeopleToRefund(dependencies),
  endRefund: createEndRefund(dependencies),
  tellOfRefund: createTellOfRefund(dependencies),
  prepareCertificate: createPrepareCertificate(dependencies),
  recordRejection: createRecordRejection(dependencies),
  raiseQuery: createRaiseQuery(dependencies),
  answerQuery: createAnswerQuery(dependencies),
  remindExporter: createRemindExporter(dependencies),
  withdrawCase: createWithdrawCase(dependencies),
  lapseCase: createLapseCase(dependencies),
  releaseCase: createReleaseCase(dependencies),
  issueCertificate: createIssueCertificate(dependencies),
  cancelCertificate: createCancelCertificate(dependencies),
  deactivateOfficer: createDeactivateOfficer(dependencies),
  mapOfficer: createMapOfficer(dependencies),
  listCasesToRelease: createListCasesToRelease(dependencies),
  syncFirms: createSyncFirms(dependencies),
  syncAccounts: createSyncAccounts(dependencies),
  syncAgencies: createSyncAgencies(dependencies),
  syncHolidays: createSyncHolidays(dependencies),
  findCasesOfClosedAgencies: createFindCasesOfClosedAgencies(dependencies),
  spreadNotices: createSpreadNotices(dependencies),
  sendMessages: createSendMessages(dependencies),
  attemptDelivery: createAttemptDelivery(dependencies),
  tellOfSwitchOff: createTellOfSwitchOff(dependencies),
  recordAttention: createRecordAttention(dependencies),
  recordResumption: createRecordResumption(dependencies),
  findResetAccounts: createFindResetAccounts(dependencies),
  sendResetLink: createSendResetLink(dependencies),
  sendEmailConfirmation: createSendEmailConfirmation(dependencies),
  sendMobileCode: createSendMobileCode(dependencies),
  sendAccountNotice: createSendAccountNotice(dependencies),
  handOverClaims: createHandOverClaims(dependencies),
  findCasesOfAbsentSigners: createFindCasesOfAbsentSigners(dependencies),
  findOfficesOverdue: createFindOfficesOverdue(dependencies),
  escalateOverdue: createEscalateOverdue(dependencies),
  findTokenWarnings: createFindTokenWarnings(dependencies),
  warnOfTokenExpiry: createWarnOfTokenExpiry(dependencies),
});

export type Activities = ReturnType<typeof createActivities>;
