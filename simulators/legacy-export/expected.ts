/** What a correct import of the export ends with. */
export type Expected = {
  exporters: number;
  certificates: number;
  items: number;
  fobMinorUnitsByCurrency: Record<string, number>;
  wallets: number;
  walletBalancePaise: number;
  supersededCertificates: number;
  cancelledCertificates: number;
  skippedDuplicates: number;
  repairedCertificates: number;
  /** By record, by reason code. Reasons that nothing was refused for are absent. */
  rejects: Record<string, Record<string, number>>;
};

export const nothingExpected = (): Expected => ({
  exporters: 0,
  certificates: 0,
  items: 0,
  fobMinorUnitsByCurrency: {},
  wallets: 0,
  walletBalancePaise: 0,
  supersededCertificates: 0,
  cancelledCertificates: 0,
  skippedDuplicates: 0,
  repairedCertificates: 0,
  rejects: {},
});

/** Notes one record that must be refused. */
export function expectReject(expected: Expected, record: string, reason: string): void {
  expected.rejects[record] ??= {};
  const reasons = expected.rejects[record];
  reasons[reason] = (reasons[reason] ?? 0) + 1;
}
