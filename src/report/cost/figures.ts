import type { CostItem } from '../../diagnose/cost/items.ts';
import { unknown } from '../../messages/analyze.ts';
import * as text from '../../messages/cost.ts';
import type { CostReader } from './reader.ts';

/** Where an item is: its region, and its account where there are several. */
export const placeOf = ({ snapshot }: CostReader, { account, region }: { account: string; region: string }): string =>
  snapshot.accounts.length > 1 ? `${region} (${account})` : region;

/** `1,234.5 GB`; with more digits where it is little. */
export function quantityOf({ say }: CostReader, { quantity, unit }: CostItem): string {
  if (quantity === null) return say(unknown);
  const digits = quantity < 0.1 ? 4 : quantity < 10 ? 2 : 1;
  const figure = quantity.toLocaleString('en-US', { maximumFractionDigits: digits });
  return unit === null ? figure : `${figure} ${say(text.unitName(unit))}`;
}

/** A cost; one that is at most says so. */
export function amountOf({ say }: CostReader, { monthlyUsd, atMost }: CostItem): string {
  if (monthlyUsd === null) return say(unknown);
  return `${atMost ? '≤' : ''}${text.money(monthlyUsd)}`;
}
