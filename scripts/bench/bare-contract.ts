import { defineUpdate } from '@temporalio/workflow';

export const bareTaskQueue = 'bench-bare';
export const first = defineUpdate<string>('first');
export const second = defineUpdate<string>('second');
export const third = defineUpdate<string>('third');
