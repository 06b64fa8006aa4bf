import { josa } from './josa.ts';
import type { Text } from './text.ts';

/** AWS calls that a program asks for by name (`call_aws`), as changes. */

export const named = (names: readonly string[]): Text => ({
  ko: `이름으로 지정한 호출: ${names.join(', ')}`,
  en: `calls asked for by name: ${names.join(', ')}`,
});

export const unforeseen = (names: readonly string[]): Text => ({
  ko: `${josa(names.join(', '), '은/는')} 결과를 미리 계산할 수 없어 실행하지 않습니다. 필요하면 AWS CLI나 콘솔에서 직접 실행하세요.`,
  en: `netops cannot foresee what ${names.join(', ')} does and does not make the call. Make it with the AWS CLI or in the console if it is needed.`,
});

export const wouldRefuse = (name: string, code: string, message: string): Text => ({
  ko: `${josa(name, '은/는')} AWS가 거부할 호출이라 실행하지 않았습니다: ${code} (${message})`,
  en: `${name} was not called, since AWS would refuse it: ${code} (${message})`,
});

export const regionNotRead = (region: string, known: readonly string[]): Text => ({
  ko: `${region} 리전은 읽지 않았습니다. netops를 --region ${josa(region, '으로/로')} 다시 시작하거나 다음 중에서 고르세요: ${known.join(', ')}`,
  en: `the region ${region} was not read. Start netops again with --region ${region}, or choose among ${known.join(', ')}.`,
});
