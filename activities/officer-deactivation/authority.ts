import type { Transaction } from '../../db/database.ts';
import {
  type Account,
  listMappedOffices,
  lockAccount,
} from '../../db/queries/account/account-activity.ts';
import { findActor } from '../../db/queries/account/actor.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import type { Role } from '../../domain/authority/role.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Asker } from '../../workflows/officer-deactivation/contract.ts';
import { refusal } from '../step-result.ts';

type Held = { officer: Account; offices: string[]; role: Role };

const mayNot = refusal(
  'not-authorised',
  "Only an active administrator of the officer's agency may do this, and not for himself.",
);

/** Holds the officer for a change, when the asker still may make it; asked of the record itself. */
export async function holdOfficer(
  transaction: Transaction,
  officerId: string,
  action: 'deactivate' | 'map-offices',
  by: Asker,
): Promise<Held | { refused: RefusalDetail }> {
  const actor = await findActor(transaction, by.accountId);
  const officer = await lockAccount(transaction, officerId);
  if (!actor || officer?.role !== 'officer') return { refused: mayNot };
  const { agencyCode } = officer;
  const resource = { kind: 'officer', agencyCode, accountId: officerId } as const;
  if (authorize(actor, action, resource) !== 'allowed') return { refused: mayNot };
  return { officer, offices: await listMappedOffices(transaction, officerId), role: actor.role };
}
