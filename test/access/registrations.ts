import type { Database } from '../../db/database.ts';
import type {
  RegistrationKind,
  RegistrationStage,
} from '../../domain/registration/registration.ts';
import type { Storage } from '../../gateways/storage.ts';
import { registrationInStage } from '../records/registration-in-stage.ts';
import type { Make } from './rule.ts';

/** Registrations that the access test asks for, made anew each time. */
export function accessRegistrations({
  database,
  storage,
}: {
  database: Database;
  storage: Storage;
}) {
  const registrationOf =
    (kind: RegistrationKind, stage: RegistrationStage): Make =>
    async (side) => {
      const ofExporter = kind === 'exporter-user' || kind === 'customs-agent';
      const ofAgency = kind === 'officer' || kind === 'agency-administrator';
      const iec = ofExporter ? side.iec : null;
      const agencyCode = ofAgency ? side.agencyCode : null;
      const invitedBy = ofExporter ? side.exporterId : null;
      const letterKey = await storage.put(Buffer.from('a letter'));
      const more = { iec, agencyCode, invitedBy, letterKey };
      const { id } = await registrationInStage(database, kind, stage, more);
      return { path: { id }, facts: { iec, agencyCode, createdBy: invitedBy } };
    };

  /** What is proposed belongs to nobody yet. */
  const aProposal: Make = () => ({ facts: {} });
  return { registrationOf, aProposal };
}
