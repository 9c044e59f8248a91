export const trueCopyRequestName = 'trueCopyRequest';

/** One run of `trueCopyRequest` per request at a time. */
export const trueCopyRequestId = (requestId: string) => `true-copy/${requestId}`;
