import { josa } from './josa.ts';
import type { Text } from './text.ts';

/** Steps that are planned, but have no command behind them yet. */
export const notBuilt: Record<string, Text> = {
  dns: {
    ko: 'DNS 해석 진단은 아직 없습니다. 로드 밸런서(`netops lb`)와 경로(`netops path`)는 DNS 이름으로 물을 수 있습니다.',
    en: 'Diagnosing DNS is not built yet. Load balancers (`netops lb`) and paths (`netops path`) can be asked about by DNS name.',
  },
  hybrid: {
    ko: 'Direct Connect·VPN 전용 진단은 아직 없습니다. 터널과 연결의 상태는 네트워크 분석(`netops analyze`)에 있습니다.',
    en: 'A diagnosis of Direct Connect and VPN alone is not built yet. The state of tunnels and connections is in the network analysis (`netops analyze`).',
  },
  diagnose: {
    ko: '종합 진단은 아직 없습니다. 네트워크 분석, NAT 게이트웨이, 로드 밸런서, 보안 감사를 차례로 요청할 수 있습니다.',
    en: 'The comprehensive diagnosis is not built yet. Ask for the network analysis, NAT gateways, load balancers and the security audit one after the other.',
  },
  sql: {
    ko: 'SQL 조회는 아직 없습니다. 자원 목록은 네트워크 분석(`netops analyze --format json`)에 있습니다.',
    en: 'SQL queries are not built yet. The inventory is in the network analysis (`netops analyze --format json`).',
  },
  cost: {
    ko: '비용 분석은 아직 대화에서 쓸 수 없습니다. `netops cost`를 쓰세요.',
    en: 'Cost cannot be asked about here yet. Use `netops cost`.',
  },
  metric: {
    ko: '지표 조회는 아직 대화에서 쓸 수 없습니다. NAT 게이트웨이와 로드 밸런서의 지표는 각 분석에 있습니다.',
    en: 'Metrics cannot be asked for here yet. Those of NAT gateways and load balancers are in their analyses.',
  },
};

export const toolNotGiven = (tool: string): Text => ({
  ko: `이 에이전트에는 도구 ${josa(tool, '이/가')} 없습니다. 에이전트 파일의 tools에 더하거나 /agent swap으로 다른 에이전트를 쓰세요.`,
  en: `This agent does not have the tool ${tool}. Add it to tools in the agent's file, or use another agent with /agent swap.`,
});

export const otherSource = (asked: string, used: string): Text => ({
  ko: `${asked} 소스는 아직 없어 ${used}에서 직접 읽었습니다.`,
  en: `The source ${asked} is not there yet; this was read from ${used} directly.`,
});

export const earlier = {
  title: (when: string): Text => ({
    ko: `이전 분석(${when})에서 확인된 관련 항목`,
    en: `Related findings of the earlier analysis (${when})`,
  }),
};

export const filesAt: Text = { ko: '저장한 파일', en: 'Files written' };

export const noSaveOf = (format: string): Text => ({
  ko: `이 답에는 ${format} 파일이 없습니다.`,
  en: `this answer has no ${format} file.`,
});

export const nothingToExplain: Text = {
  ko: '이 대화에는 아직 설명할 결과가 없습니다. 무엇이 궁금한지 이름으로 물어 주세요.',
  en: 'There is no result in this conversation to explain yet. Ask about something by its name.',
};

export const whichFix: Text = {
  ko: '무엇을 고칠까요? 점검 코드와 리소스로 알려 주세요.',
  en: 'Which one is to be fixed? Name its code and resource.',
};

export const unknownTerm = (term: string): Text => ({
  ko: `${josa(`'${term}'`, '은/는')} 아는 용어나 점검 코드가 아닙니다.`,
  en: `'${term}' is no term or finding code that is known here.`,
});

export const missingFlow: Text = {
  ko: '어디에서 어디로 가는 트래픽인지 알려 주세요. 예: "VPC01-Private-A-10.1.20.101에서 10.11.20.101로 443 포트 통신 되나?"',
  en: 'Say from where to where. For example: "can VPC01-Private-A-10.1.20.101 reach 10.11.20.101 on port 443?"',
};

export const why: Text = { ko: '원인', en: 'Cause' };
export const evidence: Text = { ko: '근거', en: 'Evidence' };
export const fix: Text = { ko: '조치', en: 'Fix' };

/** What can be done here, with a prompt for each that can be typed as it is. */
export const help: { says: Text; prompts: Text[] } = {
  says: {
    ko: 'AWS 네트워크 운영에 관한 질문과 작업을 합니다. 예를 들면:',
    en: 'Ask about, and operate, an AWS network. For example:',
  },
  prompts: [
    {
      ko: '현재 계정의 네트워크 구성을 분석해서 ~/projects/netops 에 markdown으로 저장해줘',
      en: 'analyze the network of this account and save it to ~/projects/netops as markdown',
    },
    { ko: 'DMZVPC NAT 게이트웨이의 지난 24시간을 분석해줘', en: "analyze the last 24 hours of DMZVPC's NAT gateways" },
    { ko: 'DMZVPC-alb1의 상태와 타깃 그룹의 상태를 알려줘', en: 'what is the state of DMZVPC-alb1 and its targets?' },
    {
      ko: '10.1.20.101에서 10.11.20.101로 443 포트 통신이 되나?',
      en: 'can 10.1.20.101 reach 10.11.20.101 on port 443?',
    },
    { ko: '인터넷에서 무엇에 닿을 수 있어?', en: 'what can the internet reach?' },
    { ko: '보안 취약점을 분석해줘', en: 'audit the security' },
    {
      ko: 'DMZVPC-Private-B-10.11.24.102 인스턴스를 중지해줘 (물어본 뒤 실행)',
      en: 'stop the instance DMZVPC-Private-B-10.11.24.102 (asks first)',
    },
  ],
};
