import type { Text } from './text.ts';

interface ToolText {
  title: Text;
  description: Text;
}

/** What a program, a language model or a person who lists tools reads of each. */
export const tools = {
  diagnoseLoadBalancer: {
    title: { ko: '로드 밸런서 진단', en: 'Diagnose load balancers' },
    description: {
      ko: '로드 밸런서와 대상 그룹의 상태, 정상이 아닌 대상마다 증명된 원인 하나와 조치를 돌려줍니다.',
      en: 'State of load balancers and target groups; for every target that is not healthy the one proven cause and its fix.',
    },
  },
} satisfies Record<string, ToolText>;
