import { josa } from './josa.ts';
import { listed, plural } from './plural.ts';
import type { Text } from './text.ts';

/** What a refresh of prices came to, and what is wrong with kept ones. */

export const damaged = (file: string): Text => ({
  ko: `단가 파일 ${josa(file, '이/가')} 손상되어 번들 단가표를 씁니다. netops cost --refresh-prices로 다시 받거나 파일을 지우세요.`,
  en: `the price file ${file} is damaged, so the bundled prices are used. Fetch them anew with netops cost --refresh-prices, or delete it.`,
});
export const unreadable = (file: string, code: string): Text => ({
  ko: `단가 파일 ${josa(file, '을/를')} 읽을 수 없어(${code}) 번들 단가표를 씁니다.`,
  en: `the price file ${file} cannot be read (${code}), so the bundled prices are used.`,
});
export const unwritable = (file: string, code: string): Text => ({
  ko: `받은 단가를 ${file}에 저장할 수 없습니다(${code}). 폴더 권한과 여유 공간을 확인하거나 NETOPS_HOME을 바꾸세요.`,
  en: `the prices fetched cannot be saved to ${file} (${code}). Look at the folder’s permissions and free space, or set NETOPS_HOME.`,
});
export const needsSource = (source: string): Text => ({
  ko: `--refresh-prices는 AWS(또는 lab)에 물어봐야 하므로 --source ${josa(source, '과/와')} 같이 쓸 수 없습니다.`,
  en: `--refresh-prices asks AWS (or the lab) and cannot go with --source ${source}`,
});
export const refreshed = (count: number, changed: number, regions: readonly string[], file: string): Text => ({
  ko: `단가 ${count}개를 받았습니다 (${listed(regions).ko}, 달라진 단가 ${changed}개). 저장한 곳: ${file}`,
  en: `${plural(count, 'price')} fetched (${listed(regions).en}; ${changed} differ from before). Saved to ${file}`,
});
export const refused = (code: string, using: Text): Text => ({
  ko: `단가를 새로 받지 못했습니다(pricing:GetProducts ${code}). ${using.ko}${denied(code) ? ' IAM 정책에 pricing:GetProducts를 추가하세요.' : ''}`,
  en: `prices could not be fetched (pricing:GetProducts ${code}). ${using.en}${denied(code) ? ' Allow pricing:GetProducts in the IAM policy.' : ''}`,
});
export const partly = (services: readonly string[], code: string): Text => ({
  ko: `일부 서비스의 단가는 받지 못해 있던 값을 그대로 씁니다(${code}): ${listed(services).ko}`,
  en: `prices of some services could not be fetched, so theirs stay as they were (${code}): ${listed(services).en}`,
});
export const noneAnswered = (using: Text): Text => ({
  ko: `Pricing API가 아는 단가를 하나도 주지 않았습니다. ${using.ko}`,
  en: `the Pricing API answered no price that is known here. ${using.en}`,
});
export const usingBundled: Text = { ko: '번들 단가표를 그대로 씁니다.', en: 'The bundled prices stay in use.' };
export const usingKept = (at: string): Text => ({
  ko: `${at}에 받아 둔 단가를 그대로 씁니다.`,
  en: `The prices fetched at ${at} stay in use.`,
});

const denied = (code: string): boolean => /AccessDenied|Unauthorized|NotAuthorized/.test(code);
