import { josa } from './josa.ts';
import type { Text } from './text.ts';

export const unknownSource = (source: string): Text => ({
  ko: `--source의 값 ${josa(`'${source}'`, '은/는')} 알 수 없습니다. aws, lab, snapshot:<폴더>, snapshot:latest 중에서 고르세요.`,
  en: `--source '${source}' is not known. Choose from aws, lab, snapshot:<dir>, snapshot:latest.`,
});

export const sourceNotBuilt = (source: string): Text => ({
  ko: `${source} 소스는 아직 지원하지 않습니다. aws, lab, snapshot:<폴더>를 쓰세요.`,
  en: `the source ${source} is not supported yet. Use aws, lab or snapshot:<dir>.`,
});

export const badDeadline = (value: string): Text => ({
  ko: `NETOPS_DEADLINE의 값 ${josa(`'${value}'`, '은/는')} 초를 나타내는 양수가 아닙니다.`,
  en: `NETOPS_DEADLINE is '${value}', which is not a positive number of seconds.`,
});
