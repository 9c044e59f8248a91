export const inLieuRequestName = 'inLieuRequest';

/** One run of `inLieuRequest` per request at a time. */
export const inLieuRequestId = (requestId: string) => `in-lieu/${requestId}`;
