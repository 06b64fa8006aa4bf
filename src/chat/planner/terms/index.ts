import { balancingTerms } from './balancing.ts';
import { dnsTerms } from './dns.ts';
import { hybridTerms } from './hybrid.ts';
import { monitoringTerms } from './monitoring.ts';
import { protocolTerms } from './protocols.ts';
import { securityTerms } from './security.ts';
import type { Term } from './term.ts';
import { vpcTerms } from './vpc.ts';

export type { Term } from './term.ts';

/** Every term that `explain` knows. */
export const terms: readonly Term[] = [
  ...vpcTerms,
  ...hybridTerms,
  ...balancingTerms,
  ...dnsTerms,
  ...securityTerms,
  ...monitoringTerms,
  ...protocolTerms,
];

const compact = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

const forms: readonly { form: string; term: Term }[] = terms
  .flatMap((term) => term.forms.split(',').map((form) => ({ form: form.trim(), term })))
  .sort((a, b) => b.form.length - a.form.length || (a.form < b.form ? -1 : 1));

const byForm = new Map([...forms].reverse().map(({ form, term }) => [compact(form), term]));

const escaped = (form: string): string => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/[\s-]/g, '[\\s-]?');

/** Longer forms first, so that "NAT 게이트웨이" is not found as "NAT". */
const anyForm = new RegExp(
  `(?<![A-Za-z0-9_])(?:${forms.map(({ form }) => `${escaped(form)}${/[a-z0-9]$/i.test(form) ? '(?:s|es)?(?![A-Za-z0-9_])' : ''}`).join('|')})`,
  'gi',
);

/** Terms that a text speaks of with what is left of it. */
export function termsIn(text: string): { found: Term[]; rest: string } {
  const found: Term[] = [];
  const rest = text.replace(anyForm, (match) => {
    const term = byForm.get(compact(match)) ?? byForm.get(compact(match).replace(/e?s$/, ''));
    if (term !== undefined && !found.includes(term)) found.push(term);
    return ' ';
  });
  return { found, rest };
}

/** The terms that a `term` of a plan names: two of "the difference between A and B". */
export const explained = (term: string): Term[] => {
  const whole = byForm.get(compact(term));
  return whole === undefined ? termsIn(term).found : [whole];
};
