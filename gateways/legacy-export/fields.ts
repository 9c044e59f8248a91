/** The values of a record without its line end: `|` between them, `"` around those that need it. */
export function fieldsOf(record: string): string[] {
  return record.includes('"') ? quotedFields(record) : record.split('|');
}

/** As above, with `""` for a quote within quotes; what follows a closing quote stays as it stands. */
function quotedFields(record: string): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= record.length) {
    let end = record.indexOf('|', at);
    if (record[at] !== '"') {
      if (end === -1) end = record.length;
      fields.push(record.slice(at, end));
      at = end + 1;
      continue;
    }
    let close = at + 1;
    while (close < record.length) {
      if (record[close] !== '"') close += 1;
      else if (record[close + 1] === '"') close += 2;
      else break;
    }
    end = record.indexOf('|', close);
    if (end === -1) end = record.length;
    const value = record.slice(at + 1, close).replaceAll('""', '"');
    fields.push(value + record.slice(close + 1, end));
    at = end + 1;
  }
  return fields;
}
