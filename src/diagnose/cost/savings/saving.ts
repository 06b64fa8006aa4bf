import type { Evidence, Finding, Fix } from '../../../findings/finding.ts';
import { finding } from '../../../findings/finding.ts';
import { effortOf } from '../../../messages/analyze.ts';
import * as text from '../../../messages/cost-savings.ts';
import type { Text } from '../../../messages/text.ts';
import { priced } from '../../../pricing/estimate.ts';
import type { Price } from '../../../pricing/price.ts';
import { products } from '../../../pricing/products.ts';
import type { Inspected } from '../../overview/check.ts';
import { compare, grouped } from '../../overview/facts/scopes.ts';
import { priceRegion } from '../items.ts';
import type { Use } from '../use.ts';

/** Something that could be had for less, and what that takes. */
export interface Saving {
  code: string;
  account: string;
  region: string;
  resource: string;
  resourceName: string | null;
  affected: string[];
  says: Text;
  /** US dollars a month saved; null: unknown. */
  monthlyUsd: number | null;
  /** The most that it can be. */
  upTo: boolean;
  /** A dearer saving already does away with the same: it comes instead of that one, and adds nothing to the sum. */
  alternative: boolean;
  formula: string;
  risk: Text;
  effort: Text;
  /** What the command is to do, and what to see to first; null: there is none. */
  fix: Text | null;
  command: string;
  /** The command was tried on a copy of the snapshot, and what it is about was gone while what was reached still is. */
  verified: boolean;
  source: string | null;
  asOf: string | null;
}

/** A saving before it is ranked, with its finding and what leaves the bill. */
export interface Found {
  saving: Omit<Saving, 'alternative'>;
  finding: Finding;
  /** Ids of what is no longer billed. */
  frees: readonly string[];
}

export interface Amount {
  /** US dollars; null: unknown. */
  monthlyUsd: number | null;
  formula: string;
  prices: readonly Price[];
  upTo?: boolean;
}

/** What the makers of savings look at. */
export interface Billed {
  inspected: Inspected;
  uses: readonly Use[];
  table: readonly Price[];
}

/**
 * What resources cost for being there: their hours and months, less what AWS waives of them; without traffic, which
 * goes another way when they are gone. Unknown when nothing of them is on the bill.
 */
export function standingCost({ uses, table }: Pick<Billed, 'uses' | 'table'>, ids: readonly string[]): Amount {
  const own = uses.filter(
    (u) =>
      u.id !== undefined &&
      ids.includes(u.id) &&
      u.product !== null &&
      ['hour', 'month'].includes(products[u.product].unit),
  );
  const groups = grouped(own, (u) => JSON.stringify([u.product, u.region, u.waived !== undefined]));
  const parts = [...groups.values()].map((same) => {
    const [first] = same as [Use];
    const quantity = same.reduce((sum, u) => sum + (u.quantity ?? 0), 0);
    const unknown = same.some((u) => u.quantity === null);
    const estimate = priced(first.product!, priceRegion(first.region), quantity, table);
    return { ...estimate, monthlyUsd: unknown ? null : estimate.monthlyUsd, sign: first.waived === undefined ? 1 : -1 };
  });
  const known = parts.length > 0 && parts.every((p) => p.monthlyUsd !== null);
  return {
    monthlyUsd: known ? parts.reduce((sum, p) => sum + p.sign * p.monthlyUsd!, 0) : null,
    formula:
      parts.map((p, i) => `${p.sign < 0 ? (i === 0 ? '−' : ' − ') : i === 0 ? '' : ' + '}${p.formula}`).join('') || '?',
    prices: parts.flatMap((p) => p.prices),
  };
}

/** A saving that a finding is about. */
export function savingBy(found: Finding, amount: Amount, frees: readonly string[]): Found {
  const [fix] = found.fixes;
  const price = amount.prices[0];
  const monthlyUsd = amount.monthlyUsd === null ? null : Math.round(amount.monthlyUsd * 100) / 100;
  return {
    saving: {
      code: found.code,
      account: found.account,
      region: found.region,
      resource: found.resource,
      resourceName: found.resourceName ?? null,
      affected: found.affected,
      says: found.title,
      monthlyUsd,
      upTo: amount.upTo === true,
      formula: amount.formula,
      risk: text.risk[found.code]!,
      effort: effortOf(found.code),
      fix: fix?.says ?? null,
      command: fix?.command ?? '',
      verified: fix?.verified ?? false,
      source: price?.source ?? null,
      asOf: price?.asOf ?? null,
    },
    finding: { ...found, cost: { monthlyUsd } },
    frees,
  };
}

/** What a saving that no check knows has to say. */
export interface Waste {
  account: string;
  region: string;
  id: string;
  name?: string;
  code: string;
  title: Text;
  affected?: string[];
  evidence: Evidence[];
  fix: Fix;
  references: string[];
}

/** A saving by a finding of its own. */
export const wasteOf = (
  { id, name, code, account, region, title, affected, evidence, fix, references }: Waste,
  amount: Amount,
  frees: readonly string[] = [id],
): Found =>
  savingBy(
    finding({
      code,
      account,
      region,
      title,
      ...(affected === undefined ? {} : { affected }),
      evidence,
      references,
      resource: id,
      ...(name === undefined ? {} : { resourceName: name }),
      severity: 'low',
      priority: 'P3',
      impact: text.impact(amount.monthlyUsd, amount.upTo === true),
      fixes: [fix],
    }),
    amount,
    frees,
  );

/** AWS's page of a service's prices. */
export const pricing = (page: string): string[] => [`https://aws.amazon.com/${page}/pricing/`];

/**
 * Savings dearest first, unknown ones last. One that frees what a dearer one frees already comes instead of it.
 */
export function ranked(found: readonly Found[]): (Saving & { finding: Finding })[] {
  const taken = new Set<string>();
  return [...found]
    .sort(
      ({ saving: a }, { saving: b }) =>
        Number(a.monthlyUsd === null) - Number(b.monthlyUsd === null) ||
        (b.monthlyUsd ?? 0) - (a.monthlyUsd ?? 0) ||
        compare(a.code, b.code) ||
        compare(a.resource, b.resource),
    )
    .map(({ saving, finding: about, frees }) => {
      const alternative = frees.some((id) => taken.has(id));
      if (!alternative) for (const id of frees) taken.add(id);
      return { ...saving, alternative, finding: about };
    });
}
