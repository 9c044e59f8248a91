import type { Database } from '../../db/database.ts';
import {
  type CaseChange,
  type CaseRow,
  readAskedCase,
  recordStep,
} from '../../db/queries/case/case.ts';
import { signingRequestDropped } from '../../db/queries/certificate/certificate.ts';
import { numberGivenBack } from '../../db/queries/certificate/certificate-number.ts';
import { type CaseEnd, feeOutcomeOf } from '../../domain/money/fee-outcome.ts';
import type { Actor } from '../../workflows/case/contract.ts';
import type { Dependencies } from '../dependencies.ts';
import { agreed, type StepResult, stepResult } from '../step-result.ts';
import { objectionTo } from './authority.ts';
import { feeEnded } from './fee.ts';
import { objectionToParentOf } from './parent.ts';

/** An end that no officer decides on. */
type EarlyEnd = Exclude<CaseEnd, 'rejected'>;

type OnCase = { applicationId: string; revision: number };

/** The exporter takes the case back: the published table says what becomes of the fee. Safe to repeat. */
export function createWithdrawCase({ database }: Pick<Dependencies, 'database'>) {
  return async function withdrawCase(
    input: OnCase & { by: Actor; reason: string },
  ): Promise<StepResult> {
    const { applicationId, revision, by, reason } = input;
    const step = { applicationId, name: 'withdraw', revision, at: new Date() };
    const record = await recordStep(
      database,
      step,
      async (row) => {
        const refused = objectionTo(by, 'withdraw', row);
        if (refused) return { refused };
        const event = { actor: by, action: 'withdraw', detail: { reason } };
        const gone = await objectionToParentOf(database, row, step.at);
        const end = gone ? 'parent-not-in-force' : withdrawalOf(row);
        return ended(database, row, 'withdrawn', end, event);
      },
      () => readAskedCase(database, applicationId, by.accountId),
    );
    return stepResult(agreed(record));
  };
}

/** The exporter did not pay or answer in time. Safe to repeat. */
export function createLapseCase({ database }: Pick<Dependencies, 'database'>) {
  return async function lapseCase({ applicationId, revision }: OnCase): Promise<StepResult> {
    const step = { applicationId, name: 'lapse', revision, at: new Date() };
    const record = await recordStep(database, step, (row) => {
      const detail = { from: row.stage, respondBy: row.respondBy?.toISOString() ?? null };
      const event = { actor: 'system' as const, action: 'lapse', detail };
      return ended(database, row, 'lapsed', 'lapsed', event);
    });
    return stepResult(agreed(record));
  };
}

/** Tells the exporter once more that the case waits for it. Safe to repeat. */
export function createRemindExporter({ database }: Pick<Dependencies, 'database'>) {
  return async function remindExporter({ applicationId, revision }: OnCase): Promise<StepResult> {
    const step = { applicationId, name: 'remind', revision, at: new Date() };
    const record = await recordStep(database, step, ({ stage, respondBy }) => ({
      set: { stage },
      turn: 'lapse-near',
      event: {
        actor: 'system',
        action: 'remind',
        detail: { respondBy: respondBy?.toISOString() ?? null },
      },
    }));
    return stepResult(agreed(record));
  };
}

const withdrawalOf = ({ reviewBeganAt }: CaseRow): EarlyEnd =>
  reviewBeganAt ? 'withdrawn-during-review' : 'withdrawn-before-review';

const ended = (
  database: Database,
  row: CaseRow,
  stage: 'withdrawn' | 'lapsed',
  end: EarlyEnd,
  event: CaseChange['event'],
): CaseChange => ({
  set: { stage, respondBy: null, signingOfficerId: null },
  event,
  also: [
    ...feeEnded(database, row, feeOutcomeOf(end)),
    numberGivenBack(database),
    signingRequestDropped(database),
  ],
});
