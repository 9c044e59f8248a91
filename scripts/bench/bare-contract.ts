import { defineUpdate } from '@temporalio/workflow';
import type * as product from '../../workflows/case/contract.ts';

export const bareTaskQueue = 'bench-bare';
type State = product.CaseState;
export const first = defineUpdate<State, [product.SubmitInput]>('first');
export const second = defineUpdate<State, [product.DecideInput]>('second');
export const third = defineUpdate<State, [product.AttachSignatureInput]>('third');
