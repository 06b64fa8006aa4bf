import { type Finding, finding } from '../../findings/finding.ts';
import { capacity } from '../../messages/findings/targets.ts';
import type { Text } from '../../messages/text.ts';
import { compare } from '../overview/facts/scopes.ts';
import { type Case, type Group, isFailing, isServing } from './case.ts';
import type { Suspect } from './cause.ts';
import { suspectsOf } from './causes/index.ts';
import { changeEvidence } from './trail.ts';

/** Why targets do not serve: findings, and the codes by target. */
export interface Diagnosed {
  findings: Finding[];
  codes: ReadonlyMap<Case, string[]>;
}

/** Finds the cause for every target that does not serve; targets that share one are one finding. */
export function diagnoseTargets(groups: readonly Group[]): Diagnosed {
  const codes = new Map<Case, string[]>();
  const found = new Map<string, { suspect: Suspect; targets: Case[] }>();
  for (const registered of groups.flatMap((g) => g.targets ?? [])) {
    const suspects = suspectsOf(registered);
    if (suspects.length > 0) codes.set(registered, [...new Set(suspects.map(({ suspect }) => suspect.code))]);
    for (const { suspect, target } of suspects) {
      const key = [suspect.code, suspect.resource, suspect.key ?? ''].join('\n');
      const known = found.get(key);
      if (known === undefined) found.set(key, { suspect, targets: [target] });
      else known.targets.push(target);
    }
  }
  return { findings: [...found.values()].map(({ suspect, targets }) => told(suspect, targets)), codes };
}

function told(suspect: Suspect, targets: readonly Case[]): Finding {
  const { group, inspected } = targets[0]!;
  const groups = [...new Set(targets.map((t) => t.group))];
  const account = suspect.account ?? group.account;
  const where = { account, region: group.region };
  const { title, evidence, fixes, references, severity, priority } = suspect.tell(targets);
  const affected = [
    ...targets.map((t) => t.id),
    ...groups.map((g) => g.arn),
    ...groups.flatMap((g) => g.balancers.map((b) => b.arn)),
  ];
  return finding({
    ...where,
    code: suspect.code,
    ...(suspect.key === undefined ? {} : { key: suspect.key }),
    severity: severity ?? 'high',
    priority: priority ?? 'P1',
    resource: suspect.resource,
    ...(suspect.resourceName === undefined ? {} : { resourceName: suspect.resourceName }),
    cause: suspect.cause ?? true,
    affected: [...new Set(affected)].filter((id) => id !== suspect.resource),
    title,
    impact: joined(groups.map(capacityOf)),
    evidence: [
      ...evidence,
      ...(suspect.changedBy === undefined
        ? []
        : [suspect.resource, ...(suspect.changedAt ?? [])]
            .flatMap((id) => changeEvidence(inspected.snapshot, where, id, suspect.changedBy!))
            .slice(0, 1)),
    ],
    fixes,
    references,
  });
}

/** What is left of a group, by zone. */
export function capacityOf(group: Group): Text {
  const targets = group.targets ?? [];
  const zones = [...new Set(targets.flatMap((t) => t.zone ?? []))].sort(compare);
  return capacity(
    group.name,
    targets.filter(isServing).length,
    targets.length,
    zones.length < 2
      ? []
      : zones.map((name) => ({ name, healthy: targets.filter((t) => t.zone === name && isServing(t)).length })),
    targets.some(isFailing),
  );
}

const joined = (texts: readonly Text[]): Text => ({
  ko: texts.map((t) => t.ko).join(' '),
  en: texts.map((t) => t.en).join(' '),
});
