import type { Dependencies } from '../dependencies.ts';
import { createFindSettlementLetters } from './find-settlement-letters.ts';
import { createFindSettlingMerchants } from './find-settling-merchants.ts';
import { createFindUnbookedPayments } from './find-unbooked-payments.ts';
import { createNoteSettlementWait } from './note-settlement-wait.ts';
import { createReviewUnsettled } from './review-unsettled.ts';
import { createTakeSettlementFile } from './take-settlement-file.ts';
import { createTellOfCredit } from './tell-of-credit.ts';
import { createTellOfDifferences } from './tell-of-differences.ts';

/** What the daily settlement with the gateway is done by. */
export const createSettlementActivities = (
  dependencies: Pick<Dependencies, 'database' | 'paymentGateway' | 'masterKeys' | 'mailer'>,
) => ({
  findSettlingMerchants: createFindSettlingMerchants(dependencies),
  findUnbookedPayments: createFindUnbookedPayments(dependencies),
  takeSettlementFile: createTakeSettlementFile(dependencies),
  noteSettlementWait: createNoteSettlementWait(dependencies),
  reviewUnsettled: createReviewUnsettled(dependencies),
  findSettlementLetters: createFindSettlementLetters(dependencies),
  tellOfDifferences: createTellOfDifferences(dependencies),
  tellOfCredit: createTellOfCredit(dependencies),
});
