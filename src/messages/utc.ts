/**
 * An instant in a finding's text: `2026-11-23 08:40 UTC`. A finding does not know its reader's zone; a report puts what is
 * written so into it (`inReadersZone`).
 */
export const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
