import type { Finding } from '../findings/finding.ts';
import type { Examined, Place } from './check.ts';

/**
 * A check that `netops analyze` makes too: its findings of one code, laid over the resources that it is about, so that
 * those which pass are known as well. What a finding names is its resource, or what it affects where one finding tells of
 * many.
 */
export const fromOverview =
  (
    code: string,
    resources: (place: Place) => { id: string; name?: string }[],
    /** Whether what a resource is judged by was answered; the overview says nothing where it was not. */
    answered: (place: Place, id: string) => boolean = () => true,
  ) =>
  (place: Place): Examined[] => {
    const found = (place.audited.found.get(code) ?? []).filter(
      (f) => f.account === place.account && f.region === place.region,
    );
    const left = new Set(found);
    const about = new Map<string, Finding[]>();
    for (const f of found)
      for (const id of new Set([f.resource, ...f.affected])) {
        const same = about.get(id);
        if (same === undefined) about.set(id, [f]);
        else same.push(f);
      }
    const examined = resources(place).map((resource): Examined => {
      const own = about.get(resource.id) ?? [];
      for (const f of own) left.delete(f);
      if (own.length > 0) return { ...resource, findings: own };
      return answered(place, resource.id) ? resource : { ...resource, unread: true };
    });
    return [...examined, ...[...left].map(alone)];
  };

/** A finding about something that the list of resources does not have: a route, a zone, an account. */
const alone = (f: Finding): Examined => ({
  id: f.resource,
  ...(f.resourceName === undefined ? {} : { name: f.resourceName }),
  findings: [f],
});
