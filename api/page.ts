/**
 * One page of a list that was asked for one row more than a page takes: its rows, and where the next
 * page begins, told by the last row; null on the last page.
 */
export function pageOf<Row, Cursor>(
  found: readonly Row[],
  limit: number,
  cursorBehind: (last: Row) => Cursor,
): { rows: Row[]; nextCursor: Cursor | null } {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, nextCursor: last ? cursorBehind(last) : null };
}
