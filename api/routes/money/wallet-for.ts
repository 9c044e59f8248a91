import { findOfficeById, type OfficeOfAgency } from '../../../db/queries/office/office.ts';
import type { SignedIn } from '../../../db/queries/sign-in/session.ts';
import { reachOf } from '../../../domain/authority/authorize.ts';
import type { ActionOn } from '../../../domain/authority/permissions.ts';
import { exporterWallet } from '../../../domain/money/account.ts';
import { allow } from '../../authority.ts';
import type { ApiDependencies } from '../../dependencies.ts';
import { problem } from '../../problem/problem.ts';

export type WalletPlace = { iec: string; office: OfficeOfAgency; accountId: string };

/** The exporter named, or the only one that this person acts for; undefined when there are several. */
function exporterOf(account: SignedIn, action: ActionOn<'wallet'>, named: string | undefined) {
  if (named !== undefined) return named;
  const reach = reachOf(account, action, 'wallet');
  if (reach.within === 'nothing') return '';
  return reach.within === 'iec' && reach.iecs.length === 1 ? reach.iecs[0] : undefined;
}

/** The wallet of an exporter at an office, when this person may do this with it. Throws 404, 403. */
export async function walletFor(
  api: ApiDependencies,
  account: SignedIn,
  action: ActionOn<'wallet'>,
  { officeId, iec: named }: { officeId: string; iec: string | undefined },
): Promise<WalletPlace> {
  const office = await findOfficeById(api.database, officeId);
  const iec = exporterOf(account, action, named);
  if (office && iec === undefined) {
    throw problem('exporter-not-named', 'Wallets of more than one exporter are yours to see.', {
      errors: [{ pointer: '#query/iec', detail: 'Name the IEC whose wallet it is.' }],
    });
  }
  const kind = 'wallet' as const;
  const wallet = office && {
    kind,
    office,
    officeId,
    agencyCode: office.agencyCode,
    iec: iec ?? '',
  };
  const allowed = allow<'wallet', { office: OfficeOfAgency; iec: string }>(account, action, wallet);
  const { agencyCode: agency, code } = allowed.office;
  const accountId = exporterWallet({ iec: allowed.iec, agency, office: code });
  return { iec: allowed.iec, office: allowed.office, accountId };
}
