import type { Thing } from '../../language/things.ts';

const sources: readonly [string, RegExp][] = [
  ['steampipe', /스팀\s?파이프|(?<![A-Za-z])steam\s?pipe(?![A-Za-z])/i],
  [
    'snapshot:latest',
    /(?:최신|마지막|최근|저장된|저장해\s?둔|가장\s?최근|직전)(?:의)?\s?(?:에\s?저장한\s)?(?:스냅\s?샷|snapshot)|(?:latest|last|saved|most recent|newest|stored|existing)\s(?:saved\s)?snapshot|스냅\s?샷\s?(?:으로|에서|기준|을\s?(?:사용|활용|이용|기반))|(?:from|on|using|with|against) (?:the|a|our) snapshot/i,
  ],
  [
    'lab',
    /(?<![가-힣A-Za-z])랩\s?(?:에서|으로|환경|기준|소스|을|계정|네트워크|$)|(?<![A-Za-z.-])(?:in|on|from|against|using|with|use)?\s?(?:the\s|our\s|netops\s)?lab(?![A-Za-z.-])|실습\s?환경/i,
  ],
  [
    'aws',
    /(?:실제|라이브|진짜)\s?(?:aws|계정|환경)|(?<![a-z])aws\s?(?:에서|api로)\s?(?:직접|실시간)|(?<![a-z])(?:live|real)\s(?:aws|account)|(?:from|using|against) aws(?: directly)?(?![a-z ]*(?:network|account))|실시간으로\s?aws|소스는\s?aws|aws\s?소스/i,
  ],
];

/** The source that a clause names, and the clause without it. */
export function sourceIn(text: string, all: readonly Thing[]): { source?: string; rest: string } {
  const thing = all.findIndex((t) => t.kind === 'source');
  for (const [source, pattern] of sources) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const after = text.slice(match.index + match[0].length);
    if (/^\s?(?:은|는|을|를)?\s?(?:말고|쓰지|사용하지|빼고)/.test(after)) continue;
    return {
      source,
      rest:
        text.slice(0, match.index) +
        text.slice(match.index, match.index + match[0].length).replace(/[^\s]/g, ' ') +
        after.replace(/^(?:을|를|로|으로|에서)?\s?(?:활용|이용|사용|써|기반|통해)[가-힣]{0,6}/, ' '),
    };
  }
  if (thing >= 0) {
    const character = String.fromCharCode(0xe000 + thing);
    const named = all[thing]!;
    if (text.includes(character) && named.kind === 'source')
      return { source: named.text, rest: text.replace(character, ' ') };
  }
  return { rest: text };
}
