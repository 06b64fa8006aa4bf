import type { SecurityReader } from '../reader.ts';
import { asff } from './asff.ts';
import { csv } from './csv.ts';
import { junit } from './junit.ts';
import { ocsf } from './ocsf.ts';
import { sarif } from './sarif.ts';

/** Formats of other tools, by the name that `--export` takes: the file's name and what is in it. */
export const exportFormats: Readonly<Record<string, { file: string; render(reader: SecurityReader): string }>> = {
  sarif: { file: 'security-findings.sarif', render: sarif },
  ocsf: { file: 'security-findings.ocsf.json', render: ocsf },
  asff: { file: 'security-findings.asff.json', render: asff },
  csv: { file: 'security-findings.csv', render: csv },
  junit: { file: 'security-findings.junit.xml', render: junit },
};
