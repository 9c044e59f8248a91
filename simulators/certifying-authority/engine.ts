import { webcrypto } from 'node:crypto';
import { Null } from 'asn1js';
import { CryptoEngine } from 'pkijs';

/**
 * Signs with RSA and names the algorithm with the NULL parameters that RFC 4055 section 5 demands;
 * pkijs alone leaves them out, which strict validators refuse.
 */
export const engine = new CryptoEngine({ crypto: webcrypto, name: 'node' });

const withoutParameters = engine.getSignatureParameters.bind(engine);
engine.getSignatureParameters = async (key, hash) => {
  const parameters = await withoutParameters(key, hash);
  parameters.signatureAlgorithm.algorithmParams = new Null();
  return parameters;
};
