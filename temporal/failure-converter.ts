import { DefaultFailureConverter } from '@temporalio/common';

/** Failure messages and stack traces quote inputs: they are encrypted like any payload. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
