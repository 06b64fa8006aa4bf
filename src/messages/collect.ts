import type { Text } from './text.ts';

export const nothingReadable = (caller: string | undefined, code: string, operations: number): Text => ({
  ko: `아무것도 읽지 못했습니다: 호출 ${operations}종이 모두 실패했습니다 (${code})${caller === undefined ? '' : `. 호출자 ${caller}`}. netops doctor로 권한을 확인하고 docs/iam-policy.json의 정책을 연결하세요.`,
  en: `nothing could be read: all of ${operations} kinds of calls failed (${code})${caller === undefined ? '' : `, as ${caller}`}. Check the permissions with netops doctor and attach the policy in docs/iam-policy.json.`,
});

export const deadlinePassed = (seconds: number): Text => ({
  ko: `${seconds}초 안에 아무것도 읽지 못했습니다. 네트워크와 엔드포인트를 확인하거나 NETOPS_DEADLINE(초)을 늘리세요.`,
  en: `nothing could be read within ${seconds} s. Check the network and the endpoint, or raise NETOPS_DEADLINE (seconds).`,
});
