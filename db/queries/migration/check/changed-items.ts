import { type Checking, note } from './checking.ts';
import { isSame } from './items.ts';

const file = 'certificates.psv';

/**
 * Refuses certificates that are equal to one on record in their own row and not in their items: what
 * is new in them would otherwise be skipped with them. Asked once items are owned, and before rows of
 * one number are held against each other.
 */
export async function refuseChangedItems({ own, takenBefore }: Checking): Promise<void> {
  await note(
    own,
    'known',
    own`select line, key from staged_refusal where file = ${file} and skipped`,
  );
  await own`
    update staged_refusal refused
    set skipped = false, reason = 'number-conflict', value = refused.key
    where refused.file = ${file} and refused.skipped and refused.line in (
      select known.line from known
      left join repeated r on r.line = known.line
      join staged_item i on i.owner = coalesce(r.head, known.line)
      join legacy_certificate f on f.number = known.key and ${takenBefore('f')}
      left join legacy_item t on t.certificate_id = f.id and t.serial = i.serial
      where t.serial is null or not (${isSame(own, 't')}))`;
}
