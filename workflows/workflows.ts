export { accountMessage } from './account-message/workflow.ts';
export { caseNotices } from './case-notices/workflow.ts';
export { certificateCancellation } from './certificate-cancellation/workflow.ts';
export { cooApplication } from './coo-application/workflow.ts';
export { dgftSync } from './dgft-sync/workflow.ts';
export { inLieuRequest } from './in-lieu-request/workflow.ts';
export { lateMoney } from './late-money/workflow.ts';
export { legacyMigrationShard } from './legacy-migration/shard.ts';
export { legacyMigration } from './legacy-migration/workflow.ts';
export { lowBalance } from './low-balance/workflow.ts';
export { officerDeactivation, officerRemapping } from './officer-deactivation/workflow.ts';
export { paymentSweep } from './payment-sweep/workflow.ts';
export { reviewSweep } from './review-sweep/workflow.ts';
export {
  merchantSettlement,
  settlementReconciliation,
} from './settlement-reconciliation/workflow.ts';
export { signingTokenExpiry } from './signing-token-expiry/workflow.ts';
export { trueCopyRequest } from './true-copy-request/workflow.ts';
export { userRegistration } from './user-registration/workflow.ts';
export { walletRefund } from './wallet-refund/workflow.ts';
export { walletTopUp } from './wallet-top-up/workflow.ts';
export { webhookDelivery } from './webhook-delivery/workflow.ts';
