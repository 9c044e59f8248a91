/**
 * Tells SoftHSM2 where its configuration is. The library reads it from the environment of the
 * process, when it is initialised, and knows no other way.
 */
export function useSoftHsmConfiguration(path: string): void {
  process.env.SOFTHSM2_CONF = path;
}
