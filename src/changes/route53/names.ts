/** A zone's id without the path that Route 53 answers it with: `/hostedzone/Z1` → `Z1`. */
export const bareId = (id: string | undefined): string => (id ?? '').replace(/^\/?hostedzone\//, '');

/**
 * A name as Route 53 keeps it: lower case, with the trailing dot, everything but letters, digits, `-` and `_` as an
 * octal escape (`*` is `\052`). https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */
export function keptName(name: string): string {
  const unescaped = name.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  const full = unescaped.endsWith('.') ? unescaped : `${unescaped}.`;
  return full
    .toLowerCase()
    .replace(/[^a-z0-9\-_.]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** Whether a name is a zone's or below it. Both as `keptName` gives them. */
export const isWithin = (name: string, zone: string): boolean => name === zone || name.endsWith(`.${zone}`);
