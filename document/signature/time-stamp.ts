/** A DER TimeStampReq (RFC 3161) for a SHA-256 digest, asking for the authority's certificates. */
export function timeStampRequest(_digest: Uint8Array, _nonce: Uint8Array): Uint8Array {
  throw new Error('not built yet');
}

export type ExpectedTimeStamp = {
  digest: Uint8Array;
  nonce: Uint8Array;
  trustAnchors: Uint8Array[];
};

export type TimeStamp = {
  /** The ContentInfo, DER, as it is embedded. */
  token: Uint8Array;
  /** ISO 8601 instant. */
  time: string;
};

/** Reads a TimeStampResp; throws `TimeStampRefused` when any part of it does not hold. */
export function parseTimeStampResponse(
  _response: Uint8Array,
  _expected: ExpectedTimeStamp,
): TimeStamp {
  throw new Error('not built yet');
}
