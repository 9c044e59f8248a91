import type { UpdateDefinition } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { CaseInput, CaseState } from '../../workflows/case/contract.ts';
import { cooStage } from '../../workflows/search-attributes.ts';
import * as contract from './bare-contract.ts';
import type { BareActivities } from './bare-worker.ts';

const options = { startToCloseTimeout: '30 seconds' } as const;
const { nothing } = proxyActivities<BareActivities>(options);
const { nothing: nothingLocal } = proxyLocalActivities<BareActivities>(options);

/**
 * The messages of an issued certificate and no work: as many updates, activities and search
 * attributes, which carry what the product's carry.
 */
export async function bareCase({ applicationId }: CaseInput): Promise<{ outcome: string }> {
  let revision = 1;
  const submitted = expect(contract.first);
  const decided = expect(contract.second);
  const signed = expect(contract.third);
  const stage = (value: string) => upsertSearchAttributes([{ key: cooStage, value }]);

  const submission = await submitted.asked();
  ({ revision } = await nothingLocal({ applicationId, revision, ...submission }));
  stage('submitted');
  await nothing({ applicationId, revision });
  ({ revision } = await nothing({ applicationId, revision }));
  stage('under-review');
  submitted.answer({ stage: 'under-review', revision });
  const { by } = await decided.asked();
  ({ revision } = await nothing({ applicationId, revision, by, signingOfficer: by.accountId }));
  stage('awaiting-signature');
  decided.answer({ stage: 'awaiting-signature', revision });
  const { signature } = await signed.asked();
  ({ revision } = await nothing({ applicationId, revision, by, signature }));
  stage('issued');
  signed.answer({ stage: 'issued', revision });
  await condition(allHandlersFinished);
  return { outcome: 'issued' };
}

/** An update that waits, as the product's do, until the main function answers it. */
function expect<Input>(update: UpdateDefinition<CaseState, [Input]>) {
  let asked: Input | null = null;
  let answer: CaseState | null = null;
  setHandler(update, async (input) => {
    asked = input;
    await condition(() => answer !== null);
    return answer as CaseState;
  });
  return {
    asked: async (): Promise<Input> => {
      await condition(() => asked !== null);
      return asked as Input;
    },
    answer: (given: CaseState) => {
      answer = given;
    },
  };
}
