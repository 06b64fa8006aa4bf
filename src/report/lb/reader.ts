import type { LbDiagnosis } from '../../diagnose/loadbalancer/index.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Told } from '../analyze/reader.ts';
import type { Reading } from '../analyze/report.ts';
import { inReadersZone } from '../time.ts';

/** Who reads about load balancers, and what there is to tell. */
export interface LbReader extends Told {
  diagnosis: LbDiagnosis;
}

export const lbReaderOf = (snapshot: Snapshot, diagnosis: LbDiagnosis, { lang, zone, now }: Reading): LbReader => ({
  snapshot,
  diagnosis,
  findings: diagnosis.findings,
  lang,
  zone,
  now,
  say: (text) => inReadersZone(text[lang], zone),
});
