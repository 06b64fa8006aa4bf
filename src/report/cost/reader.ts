import type { CostDiagnosis } from '../../diagnose/cost/index.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Told } from '../analyze/reader.ts';
import type { Reading } from '../analyze/report.ts';

/** Who reads about the bill, and what there is to tell. */
export interface CostReader extends Told {
  diagnosis: CostDiagnosis;
}

export const readerOf = (snapshot: Snapshot, diagnosis: CostDiagnosis, { lang, zone, now }: Reading): CostReader => ({
  snapshot,
  diagnosis,
  findings: diagnosis.findings,
  lang,
  zone,
  now,
  say: (t) => t[lang],
});

/** `arn:aws:elasticloadbalancing:…:loadbalancer/app/web/50dc` → `app/web/50dc`: what tells one from another. */
export const shortId = (id: string): string =>
  id.startsWith('arn:') ? (id.split(':').at(-1) ?? id).replace(/^loadbalancer\//, '') : id;
