const indian = /^(?:\+91|0)?([6-9]\d{9})$/;

/** An Indian mobile number as `+91` and ten digits, however it was written; null when it is none. */
export function indianMobile(text: string): string | null {
  const digits = indian.exec(text.replaceAll(/[\s-]/g, ''))?.[1];
  return digits ? `+91${digits}` : null;
}
