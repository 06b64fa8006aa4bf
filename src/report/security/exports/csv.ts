import { plain } from '../../plain.ts';
import type { SecurityReader } from '../reader.ts';
import { verdicts } from './catalogue.ts';

/** Without it Excel takes UTF-8 for the machine's own code page, and Korean is unreadable. */
const byteOrderMark = '\ufeff';

/** RFC 4180, a line a verdict. */
export function csv(reader: SecurityReader): string {
  const { say } = reader;
  const header = [
    'status',
    'severity',
    'code',
    'account',
    'region',
    'resource',
    'name',
    'title',
    'impact',
    'fix',
    'cis',
    'fsbp',
    'isms_p',
    'excepted',
    'id',
  ];
  const rows = verdicts(reader).map(({ check, account, region, resource, finding, excepted }) => [
    resource.status,
    finding?.severity ?? '',
    check.code,
    account,
    region,
    resource.id,
    resource.name ?? '',
    say(finding?.title ?? check.title),
    finding === undefined ? '' : say(finding.impact),
    finding?.fixes[0]?.command ?? '',
    (check.frameworks.cis ?? []).join(' '),
    (check.frameworks.fsbp ?? []).join(' '),
    (check.frameworks.ismsp ?? []).join(' '),
    String(excepted),
    finding?.id ?? '',
  ]);
  return `${byteOrderMark}${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/**
 * A field in quotes. What a spreadsheet would run as a formula gets an apostrophe before it:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(value: string): string {
  const text = plain(value);
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
