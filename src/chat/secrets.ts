/*
 * What a person types or a hook prints may hold a key. A session is a file: what looks like a secret is not kept in it.
 */

const mark = '[…]';

const patterns: [RegExp, string][] = [
  // An AWS secret access key beside its name; alone, forty letters are too many other things.
  [
    /(aws_?secret_?access_?key|secretaccesskey|aws_?session_?token|sessiontoken)(["'\s:=]+)([\w/+=]{20,})/gi,
    `$1$2${mark}`,
  ],
  [/\b(A[KS]IA[A-Z0-9]{16})\b/g, mark],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, mark],
  [
    /(?<![A-Za-z0-9_])(password|passwd|pwd|secret|token|api[_-]?key|psk|pre-?shared-?key|비밀번호|암호)(["'\s]*[:=]\s*["']?)([^\s"',}]{4,})/gi,
    `$1$2${mark}`,
  ],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{16,}/g, `$1 ${mark}`],
  [/\b(sk|ghp|gho|xox[abp])[-_][\w-]{16,}/g, mark],
  [/(\w+:\/\/[^\s:/@]+):[^\s/@]+@/g, `$1:${mark}@`],
];

/** The same value with what looks like a secret in its texts replaced. */
export function withoutSecrets<T>(value: T): T {
  if (typeof value === 'string')
    return patterns.reduce((kept: string, [pattern, by]) => kept.replace(pattern, by), value) as T;
  if (Array.isArray(value)) return value.map(withoutSecrets) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutSecrets(member)])) as T;
}
