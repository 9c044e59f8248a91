/** Indian time as `YYYYMMDDHHmmss`, as the gateway's queries and refunds carry it. */
export function indianStamp(instant: Date): string {
  const indian = new Date(instant.getTime() + 5.5 * 3_600_000);
  return indian.toISOString().replace(/\D/g, '').slice(0, 14);
}
