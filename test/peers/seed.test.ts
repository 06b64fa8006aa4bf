import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bin, freshHome, netops } from '../netops.ts';
import { openTerminal } from './terminal.ts';

/*
 * The seed's steps 1.2 to 1.5 as a person does them: typed as they are written there, in a real terminal, on the lab,
 * without a language model. `NETOPS_TOUR=FILE` writes down what is to be seen.
 */

const home = freshHome();
const reports = join(home, 'projects', 'netops');
const env = {
  PATH: process.env.PATH ?? '',
  HOME: home,
  NETOPS_HOME: join(home, 'netops'),
  TERM: 'tmux-256color',
  LANG: 'C.UTF-8',
  TZ: 'Asia/Seoul',
  NO_COLOR: '1',
};
const ready = /\] \d+% >$/;
const terminal = openTerminal([process.execPath, bin, 'chat', '--source', 'lab'], env, home, {
  columns: 100,
  rows: 50,
});
afterAll(() => terminal.close());

/** What came after a prompt was sent, up to the next prompt. */
async function answered(send: () => void, approve = false): Promise<string> {
  const before = terminal.screen().length;
  send();
  // The prompt must be gone before it can come again.
  await new Promise((resolve) => setTimeout(resolve, 500));
  if (approve) {
    await terminal.until(/\[y\/N\]$/, 60_000);
    terminal.type('y');
    terminal.press('Enter');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return (await terminal.until(ready, 90_000)).slice(before);
}
const typed = (line: string) => () => {
  terminal.type(line);
  terminal.press('Enter');
};
const pasted = (text: string) => () => {
  terminal.paste(text);
  terminal.press('Enter');
};

test('1.2 to 1.5, typed as written', { timeout: 300_000 }, async () => {
  const written = freshHome();
  expect((await netops(['init'], { home: written })).code).toBe(0);
  cpSync(join(written, '.kiro', 'steering'), join(home, '.kiro', 'steering'), { recursive: true });
  await terminal.until(ready, 30_000);
  await answered(typed('/agent create -n netops'));
  const swapped = await answered(typed('/agent swap netops'));
  expect(swapped).toContain('[netops]');
  expect(await answered(typed('/context add ~/.kiro/steering/netops.md'))).toContain('경로 1개를 추가했습니다');
  const shown = await answered(typed('/context show'));
  expect(shown).toContain(`세션 (임시)\n  ${join(home, '.kiro/steering/netops.md')}`);
  expect(shown).toMatch(/사용 중인 파일 1개\n- .*netops\.md \(컨텍스트 창의 약 \d\.\d%\)/);

  const network = await answered(
    pasted(
      '"현재 계정의 네트워크 구성을 상세하게 분석해줘"\n결과는 ~/projects/netops/ 에 markdown으로 저장해줘.\nsteampipe를 활용해줘.',
    ),
  );
  expect(network).toContain('VPC 5개');
  expect(network).toContain(join(reports, 'network-analysis.md'));

  const nat = await answered(
    pasted(
      'DMZVPC NAT Gateway CloudWatch 메트릭을 분석하고 해줘.\n지난 24시간 동안의 NAT Gateway 대역폭 사용 패턴을 분석해줘.\n현재 NAT Gateway 사용량을 기반으로 비용 최적화 방안을 제안해줘.\n결과는 markdown으로 ~/projects/netops 디렉토리에 저장해줘.',
    ),
  );
  expect(nat).toContain('DMZVPC-NATGW-A');
  expect(nat).toMatch(/이전 분석\(.* KST\)에서 확인된/);

  const stop = await answered(typed('"DMZVPC-Private-B-10.11.24.102" EC2 인스턴스를 Stop 시켜줘.'), true);
  expect(stop).toContain('aws ec2 stop-instances --instance-ids i-06ab0389cfa6b82d5');
  expect(stop).toContain('상태: stopped');

  const balancer = await answered(typed('DMZVPC-alb1의 현재 상태와 타겟 그룹의 상태를 파악해줘.'));
  expect(balancer).toContain('LB_TARGET_STOPPED');
  expect(balancer).toContain('가용성 75%');

  terminal.type('현재 계정의 보안 취약점을 steampipe를 활용해서 상세하게 분석해주세요\\');
  terminal.press('Enter');
  const security = await answered(typed('~/projects/netops에 결과를 markdown으로 리포팅해주세요'));
  expect(security).toMatch(/보안 점수: \d+\/100/);

  expect(readdirSync(reports).sort()).toEqual(
    expect.arrayContaining([
      'aws-security-vulnerability-report.md',
      'daily-security-check.sh',
      'nat-gateway-analysis.md',
      'network-analysis.md',
      'security-dashboard.md',
    ]),
  );
  expect(statSync(join(reports, 'daily-security-check.sh')).mode & 0o111).not.toBe(0);
  expect(readFileSync(join(reports, 'network-analysis.md'), 'utf8')).toContain('## 🌐 네트워크 상태 분석');
  const tour = process.env.NETOPS_TOUR;
  if (tour) writeFileSync(tour, tourOf(terminal.screen().replaceAll(home, '/home/ec2-user')));

  terminal.type('/quit');
  terminal.press('Enter');
  await expect.poll(() => terminal.status(), { timeout: 5000 }).toBe(0);
});

/** The transcript as a page, a section for each prompt. */
function tourOf(screen: string): string {
  const titles: [prompt: RegExp, title: string][] = [
    [/> \/agent create/, '1.2 An agent and its context'],
    [/> "현재 계정의 네트워크/, '1.3 The network in detail'],
    [/> DMZVPC NAT Gateway/, '1.3 NAT gateways'],
    [/> "DMZVPC-Private-B/, '1.4 A target is stopped'],
    [/> DMZVPC-alb1/, '1.4 Why the balancer lacks a target'],
    [/> 현재 계정의 보안/, '1.5 Security'],
  ];
  const asked = screen.replace(/\[\w+\] \d+% >$/, '');
  const parts = asked.split(/^(?=\[\w+\] \d+% > )/m).slice(1);
  const sections: string[] = [];
  for (const part of parts) {
    const title = titles.find(([prompt]) => prompt.test(part.split('\n')[0]!))?.[1];
    const text = part.trimEnd();
    if (title === undefined && sections.length > 0) sections.push(`${sections.pop()!}\n\n${text}`);
    else sections.push(`## ${title}\n\n\`\`\`text\n${text}`);
  }
  return `# A tour: the network lab, typed as it is written

What \`netops chat --source lab\` answers in a terminal, without a language model. Written by \`test/peers/seed.test.ts\`
(\`NETOPS_TOUR=docs/tour.md\`), which checks it.

${sections.map((section) => `${section}\n\`\`\`\n`).join('\n')}`;
}
