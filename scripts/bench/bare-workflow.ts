import {
  allHandlersFinished,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { cooStage } from '../../workflows/search-attributes.ts';
import * as contract from './bare-contract.ts';
import type { BareActivities } from './bare-worker.ts';

const options = { startToCloseTimeout: '30 seconds' } as const;
const { nothing } = proxyActivities<BareActivities>(options);
const { nothing: nothingLocal } = proxyLocalActivities<BareActivities>(options);

/** As many updates, activities and search attributes as an issued certificate takes, and no work. */
export async function bareCase(): Promise<void> {
  const asked = [false, false, false];
  const answered = [false, false, false];
  for (const [index, update] of [contract.first, contract.second, contract.third].entries()) {
    setHandler(update, async () => {
      asked[index] = true;
      await condition(() => answered[index] === true);
      return 'done';
    });
  }
  const stage = (value: string) => upsertSearchAttributes([{ key: cooStage, value }]);

  await condition(() => asked[0] === true);
  await nothingLocal();
  stage('one');
  await nothing();
  await nothing();
  stage('two');
  answered[0] = true;
  await condition(() => asked[1] === true);
  await nothing();
  stage('three');
  answered[1] = true;
  await condition(() => asked[2] === true);
  await nothing();
  stage('four');
  answered[2] = true;
  await nothing();
  await condition(allHandlersFinished);
}
