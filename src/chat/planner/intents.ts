import { type Concept, mentions } from '../../language/concepts.ts';
import { trade } from '../../language/lexicon/spelled.ts';
import { type Resource, type Thing, thingsIn } from '../../language/things.ts';
import { topicConcepts } from '../../language/topics.ts';
import { flowIn, reachWords } from './flow.ts';
import type { Flow, Intent } from './plan.ts';
import { termsIn } from './terms/index.ts';

/** What a clause asks. Weak: it may as well go on with what the clause before it asked. */
export interface Asked {
  intent: Intent;
  weak?: true;
  flow?: Flow;
}

const whatIs =
  /뭐(?:야|에요|예요|죠|지|임|니|냐|여|라고|고|인가|인지|ㅇ|\?|$)|뭔(?:가요|지|데|가)|뭐\s?하는|(?:이?란|라는\s?게)(?:\s|\?|$)|달라|다른가|다르|뭘까|무엇(?:인|이|을 의미|입)|뭡니까|무슨\s?(?:뜻|의미|말|소리)|뜻이|뜻은|뜻\s?(?:좀|알려)|뜻[.?!]?$|의미(?:가|는|를|하|[.?!]?$)|설명|개념|차이|역할|원리|왜\s?(?:필요|쓰|써)|언제\s?(?:쓰|써|사용)|어떻게\s?(?:동작|작동)|(?<![a-z])(?:what(?:'?s| is| are| does| do)|explain|meaning|means?|difference|differ|define|definition|how (?:does|do)\s.{1,60}\swork|tell me (?:about|what)|why (?:do|would) (?:i|we|you) need|eli5|teach)(?![a-z])/i;
const aboutState =
  /(?:원인|문제|이유|상태|현황|결과|비용|요금|취약점|위험한?\s?(?:게|거|것)|이상한?\s?(?:게|거|것)?|허용\s?(?:된\s?)?프리픽스|(?<![a-z])(?:asn|vlan|mtu)(?![a-z])|주소|아이피|목록|cidr|대역|개수|뭐가|뭐\s?있|뭐가\s?있|몇)|얼마|(?<![a-z])(?:wrong|exposed|status|state|cost|price|bill|risks?|problems?|issues?|causes?|reason|open|biggest|our|my|we|blocking|broken|happening|facing|going on|up with|the matter|its|their|down|reachable|list|utiliz|traffic of)(?![a-z])/i;
const explains =
  /설명|뜻|의미|개념|차이|(?<![a-z])(?:explain|meaning|mean|means|difference|define|definition)(?![a-z])/i;

const lookup = /조회|찾아|확인|질의|쿼리|(?<![a-z])(?:quer(?:y|ies|ying)|look ?ups?|resolv\w+)(?![a-z])/i;
/** Words of connections, that are not words of names. */
const overNetwork =
  /통신|접속|연결|핑|포트|경로|도달|(?<![a-z])(?:ping|telnet|curl|ports?|reach|connect\w*|trace\w*|access)(?![a-z])/i;
const fromInternet =
  /(?:인터넷|외부|밖|바깥|공인망?)(?:망|인터넷)?\s?(?:에서|으로부터|쪽에서|에)\s?.{0,16}(?:접근|접속|들어|보이|보여|보일|붙을|붙는|뭐가|도달|열|뚫|노출|닿|연결|오픈)|누구나\s?(?:접근|접속)|아무나|(?:vpc|브이피씨)\s?(?:간|끼리|사이)(?:에|의)?\s?.{0,12}(?:통신|연결|도달|격리|접근)|(?:인터넷|외부|밖|바깥)에서\s?.{0,12}(?:되는|붙는|가능한|타는)\s?(?:서버|인스턴스|거|것|게|곳|호스트|자원|리소스)|(?:뚫|열려|노출|오픈)[가-힣\s]{0,12}(?:외부|인터넷|밖)에서|서로\s?(?:통신|연결|격리)|which vpcs? (?:can |could )?(?:reach|talk|access|connect)|(?:vpc )?(?:isolation|segmentation)|between (?:the |our )?vpcs|(?:from|by|to) (?:the )?(?:internet|outside|public|world|anyone)|(?:internet|outside|world) (?:can )?(?:reach|access|see|get)|(?<![a-z])public(?:ly)?(?![a-z]).{0,30}(?:port|reach\w*|access\w*|resource|open|exposed|host|server|instance|footprint)|퍼블릭.{0,12}(?:접근|노출|열|뚫|오픈|공개)|world-?open|facing (?:the )?(?:internet|outside|public|world)|(?:외부|인터넷|밖|공인)(?:에|으로|에서)?\s?(?:오픈|열린|열려|개방|공개|open)|(?:오픈|열린|열려있는|개방된)\s?(?:외부|퍼블릭|공인)/i;
/** "보안그룹 감사": 감사 alone is thanks. */
const audited = /감사\s?(?:해|하|부탁|진행|실시|수행|좀|$)/;
/** Groups that nobody uses, logs that nobody turned on: findings of an audit. */
const neglected =
  /안\s?(?:쓰|켜|걸|하는)|켜져\s?있|켜졌|(?<![a-z])enabled|미사용|미설정|비활성|꺼져|꺼진|없는|빠진|누락|사용하지\s?않|사용\s?안|켜져\s?있지|(?<![a-z])(?:unused|orphan\w*|stale|not in use|without|missing|disabled|not (?:enabled|turned on|on)|aren'?t|isn'?t|off|no)(?![a-z])/i;
/** "Is SSH open anywhere it shouldn't be": no path, but what is too open. */
const amiss =
  /(?=.*(?:open|expos|allow|열|오픈|허용))(?=.*(?:anywhere|somewhere|(?:it|they|that) should(?:n'?t| not)|shouldn'?t be|열린\s?(?:보안\s?)?그룹|열리면\s?안|열려\s?있으면\s?안|쓸데없이|불필요하게))/i;
/** VPCs that may or may not talk to each other. */
const isolation =
  /격리|분리돼|분리되어|단절|(?<![a-z])(?:isolat\w+|segregat\w+|segment(?:ed|ation)|separated)(?![a-z])/i;
/** What a metric means is asked, not its numbers. */
const metricMeant =
  /뜻|의미|설명|무슨\s?(?:지표|메트릭)|뭐(?:야|지|임|에요|예요)|(?<![a-z])(?:mean|means|meaning|explain|definition|define)(?![a-z])/i;
/** What is asked of a writer, a programmer or a friend. */
const otherTrade =
  /(?:시|소설|노래|농담|메일|이메일|번역|코드|스크립트|추천|책|강의|자격증|면접|연봉|공부)(?![가-힣]*\s?(?:간|점))|(?<![a-z])(?:poem|haiku|song|joke|story|e-?mail|translate|code|script|recommend|book|course|career|salary|interview|movie|game|tv|social)(?![a-z])/i;
/** Words of any question about what there is. */
const wonders =
  /얼마|몇|어디|어느|어떤|어떻게|뭐|무엇|무슨|남았|남은|여유|표로|별로|존재|쓰이|사용\s?중|(?<![a-z])(?:what(?:'s)?|which|how|where|who|is there|are there|any|left|free|available|remaining|in use|used)(?![a-z])/i;
/** "Is everything all right?" */
const allWell =
  /(?<![a-z])(?:everything|all|things)(?:'s| is| are| looks?| look)? (?:still )?(?:ok|okay|fine|healthy|good|working|well|all ?right|alright|normal|running)(?![a-z])|(?:anything|something) (?:is )?(?:wrong|off|broken|down|unusual|weird|bad|abnormal|odd|suspicious)|(?<![a-z])(?:find|look for|search for|spot|any) (?:the |any |all )?(?:problems|issues|faults|errors|anomalies)[.?!]?$/i;
/** Everything in turn is a diagnosis, not a request for each. */
const layerByLayer =
  /(?:순서(?:대)?로|순으로|단계(?:별로|적으로)|계층별로|차례(?:대)?로|레이어별로)[^.]{0,20}(?:진단|점검|확인|봐)|(?<![a-z])(?:layer by layer|from .{1,40} up to|in (?:that|this) order|one by one)(?![a-z])/i;
const topicsIn = (said: ReadonlySet<Concept>): number =>
  [...said].filter((c) => topicConcepts.has(c) || c === 'route-table').length;
/** A check of everything, whichever word comes first. */
const wholeCheck =
  /(?=.*(?:full|whole|complete|overall|general|entire|everything|network|네트워크|전체|종합|전부|모두|싹|망))(?!.*(?:balanc|target|alb|nlb|밸런|타겟|타깃))(?:.*(?:health\s?check|check-?up|헬스\s?체크|건강\s?검진|건강\s?체크|상태\s?검진|network health|sanity check|overall health|health overall))/i;
const listing = /목록|리스트|몇\s?개|몇개|개수|몇\s?대|나열|(?<![a-z])(?:list|how many|count|inventory)(?![a-z])/i;
const generalNetwork =
  /네트워크|넷트워크|망|전체|전반|계정|(?<![a-z])(?:network|everything|whole|entire|account|environment|infrastructure)(?![a-z])/i;

/**
 * What a clause of marked text asks, apart from changes.
 *
 * @param text without what it says about saving and source
 */
export function askedIn(text: string, all: readonly Thing[]): Asked | undefined {
  const said = new Set<Concept>(mentions(text).map((m) => m.concept));
  const has = (...concepts: Concept[]): boolean => concepts.some((c) => said.has(c));
  const things = thingsIn(text, all);
  const resources = things.filter((t): t is Resource => t.kind === 'resource');
  const of = (...sorts: string[]): boolean => resources.some((r) => sorts.includes(r.sort ?? ''));

  if (things.some((t) => t.kind === 'sql')) return { intent: 'sql' };
  if (/(?<![a-z])sql(?!\s?server)(?![a-z])|에스큐엘/i.test(text)) return { intent: 'sql' };
  if (
    has('sql') &&
    !has('dns') &&
    /쿼리(?:로|를|해|\s?(?:돌|실행|날|짜|작성|만들|써))|(?:run|with) (?:a |this )?query|query (?:the )?(?:inventory|table)/i.test(
      text,
    )
  )
    return { intent: 'sql' };

  const code = things.some((t) => t.kind === 'code');
  if (code && (resources.length === 0 || explains.test(text))) return { intent: 'explain' };
  // A check of everyone's health is no balancer's.
  if (wholeCheck.test(text) && generalNetwork.test(text) && !of('load-balancer', 'target-group'))
    return { intent: 'diagnose' };
  if (metricMeant.test(text) && resources.length === 0 && things.some((t) => t.kind === 'metric'))
    return { intent: 'explain' };
  if (isExplanation(text, said, resources)) return { intent: 'explain' };

  if (layerByLayer.test(text) && topicsIn(said) > 1) return { intent: 'diagnose' };
  if (isolation.test(text) && !resources.some((r) => r.sort !== 'vpc')) return { intent: 'exposure' };
  if (amiss.test(text) && resources.every((r) => isEverywhere(r.text))) return { intent: 'security' };
  const flow = flowIn(text, all);
  const twoEnds = flow?.from !== undefined && flow.to !== undefined;
  const outward = flow?.to === 'internet' && flow.from !== undefined && !/facing/i.test(text);
  const exposed =
    has('exposure') ||
    (fromInternet.test(text) && !outward) ||
    // Open to everybody: a range that is all of IPv4 or IPv6 is no resource.
    (resources.some((r) => isEverywhere(r.text)) && reachWords.test(text) && !has('security-group', 'route-table'));
  const dnsAsked =
    (has('dns') && !/dns\s?(?:포트|port)/i.test(text)) ||
    (of('dns-name') && lookup.test(text) && !overNetwork.test(text) && !(twoEnds && flow?.port !== undefined));
  if (has('cost') && !(has('nat') && /얼마나\s?(?:쓰|사용)/.test(text)) && !(twoEnds && flow?.port !== undefined))
    return { intent: 'cost' };
  if (dnsAsked && (of('dns-name') || !twoEnds)) return of('dns-name') || has('dns') ? { intent: 'dns' } : undefined;
  // Who may come in is a group's; what comes in is the network's.
  if (has('exposure') && (has('security-group') || of('security-group'))) return { intent: 'security' };
  const specific = resources.some((r) => r.sort !== 'vpc' && r.sort !== 'subnet');
  if (has('exposure') && !(flow?.from === 'internet' && flow.port !== undefined && flow.to !== undefined))
    return { intent: 'exposure' };
  const compared = /비교|각각|차이|(?<![a-z])(?:vs|versus|compare\w*)(?![a-z])/i.test(text);
  if (twoEnds && !compared && (reachWords.test(text) || flow?.port !== undefined || flow?.protocol !== undefined)) {
    const reaches = flow!.from === 'internet' && !has('exposure') && (specific || flow!.port !== undefined);
    if (flow!.from !== 'internet' || reaches) {
      if (
        !(
          flow!.to === 'internet' &&
          has('nat') &&
          flow!.port === undefined &&
          !/되|돼|(?<![a-z])can(?![a-z])|reach/i.test(text)
        )
      )
        return { intent: 'path', flow: flow! };
    }
  }
  if (exposed) return { intent: 'exposure' };
  // Open to everybody: a range that is all of IPv4 or IPv6 is no resource.
  if (
    resources.some((r) => isEverywhere(r.text)) &&
    /열|개방|허용|오픈|(?<![a-z])(?:open|allow\w*)(?![a-z])/i.test(text)
  )
    return { intent: has('security-group') ? 'security' : 'exposure' };
  if (has('security') && !(has('security-group') && !riskOf(text))) return { intent: 'security' };
  if (audited.test(text) && has('security-group', 'network-acl', 'network', 'vpc', 'firewall'))
    return { intent: 'security' };
  if (neglected.test(text) && has('security-group', 'network-acl', 'flow-log') && !listing.test(text))
    return { intent: 'security' };
  // "Are we connected to the office": no host of ours is named.
  if (has('hybrid') || (flow?.to === 'onprem' && flow.from === undefined && resources.length === 0))
    return { intent: 'hybrid' };
  const metric = things.some((t) => t.kind === 'metric');
  if (metric) return { intent: 'metric' };
  if (has('nat') || (has('traffic') && has('outbound')) || (has('outbound') && has('symptom') && resources.length <= 1))
    return { intent: 'nat' };
  if (has('lb') && !(has('metric') && resources.length > 0)) return { intent: 'lb' };
  if (has('metric') && (resources.length > 0 || /cpu|씨피유|메트릭|매트릭|지표|cloudwatch|metrics?/i.test(text))) {
    return of('nat-gateway') ? { intent: 'nat' } : { intent: 'metric' };
  }
  if (of('nat-gateway')) return { intent: 'nat' };
  if (of('load-balancer', 'target-group')) return { intent: 'lb' };
  if (of('vpn-connection', 'direct-connect')) return { intent: 'hybrid' };
  if (
    has('traffic') &&
    !/rout|라우팅|경로/i.test(text) &&
    (resources.length > 0 || has('eni', 'transit-gateway', 'endpoint', 'instance'))
  )
    return { intent: 'metric' };
  if (
    /진단|트러블슈팅|(?<![a-z0-9])p0(?![a-z0-9])|긴급\s?(?:알람|장애)|critical alarms?|(?:종합|전반|전체)[^.]{0,12}(?:점검|체크|검사|훑)|(?:전부|싹|모두|죄다)\s?다?\s?(?:점검|체크|검사|확인|훑)|(?<![a-z])(?:check|inspect|test|run|do|scan) (?:absolutely )?everything|(?<![a-z])(?:diagnos\w*|troubleshoot\w*|outage|incident)(?![a-z])/i.test(
      text,
    )
  )
    return { intent: 'diagnose' };
  if (
    (has('security-group', 'network-acl') || of('security-group', 'network-acl')) &&
    (has('check') || riskOf(text)) &&
    !listing.test(text) &&
    (riskOf(text) || !(has('instance') || of('security-group', 'instance', 'address', 'load-balancer')))
  )
    return { intent: 'security' };
  if (allWell.test(text) && resources.length === 0) return { intent: 'diagnose' };
  if (has('diagnose', 'symptom') && generalNetwork.test(text) && !/구성|현황|토폴로지/.test(text))
    return { intent: 'diagnose' };
  if (has('diagnose') && !has('overview'))
    return resources.length > 0 ||
      /장애|뭐가\s?문제|무슨\s?문제|문제\s?(?:있|없|찾)|wrong|broken|everything/i.test(text)
      ? { intent: 'diagnose' }
      : { intent: 'diagnose', weak: true };
  // Who cannot get there from where: a path with one end missing.
  if (
    flow !== undefined &&
    !twoEnds &&
    of('address', 'instance', 'dns-name') &&
    overNetwork.test(text) &&
    has('symptom')
  )
    return undefined;
  if (resources.length > 0 && has('symptom')) return { intent: of('dns-name') ? 'dns' : 'diagnose' };
  const network = has(
    'vpc',
    'subnet',
    'route-table',
    'transit-gateway',
    'internet-gateway',
    'endpoint',
    'peering',
    'elastic-ip',
    'firewall',
    'distribution',
    'eni',
    'flow-log',
    'network',
    'instance',
    'security-group',
    'network-acl',
  );
  if (has('overview') && (network || resources.length > 0)) return { intent: 'overview' };
  if (network && (has('check', 'list') || wonders.test(text)) && !has('symptom')) return { intent: 'overview' };
  if (has('cidr') && (has('check', 'list') || wonders.test(text)) && resources.length === 0)
    return { intent: 'overview' };
  if (
    has(
      ...(['vpc', 'subnet', 'route-table', 'transit-gateway', 'internet-gateway', 'endpoint'] as const),
      ...(['peering', 'elastic-ip', 'firewall', 'eni'] as const),
    ) &&
    !has('symptom') &&
    text.trim().split(/\s+/).length <= 4
  )
    return { intent: 'overview', weak: true };
  if (of('dns-name')) return { intent: 'dns', ...(has('check') ? {} : { weak: true as const }) };
  if (resources.length > 0 && !code)
    return { intent: 'overview', ...(has('check', 'overview') ? {} : { weak: true as const }) };
  // A wish about the network that says no more is for what there is.
  if (
    /네트워크|네트웍|네트웤|(?<![a-z])networks?(?![a-z])/i.test(text) &&
    !has('symptom', 'help') &&
    !otherTrade.test(text)
  )
    return { intent: 'overview', weak: true };
  if (
    /그림으로|그려|연결(?:돼|되어)\s?있|구성|토폴로지|현황|인벤토리|아키텍|오버뷰|(?<![a-z])(?:overview|topology|inventory|architecture)(?![a-z])/i.test(
      text,
    )
  )
    return { intent: 'overview' };
  return undefined;
}

export const isEverywhere = (text: string): boolean => text === '0.0.0.0/0' || text === '::/0';

const riskOf = (text: string): boolean =>
  /위험|취약|과도|너무|점검|검토|감사|최소\s?권한|열려|열린|개방|오픈|허용|문제|진단|정리|불필요|(?<![a-z])(?:risk\w*|permissive|open|audit|check|review|dangerous|weak\w*|loose|unrestricted|unused|vulnerab\w*|secure|security\s(?!groups?))(?![a-z])/i.test(
    text,
  ) || /보안(?!\s?그룹)/.test(text);

/** What is left of a question about a term when the term is taken out. */
const asking =
  /뭐(?:야|에요|예요|죠|지|임|니|냐|라고|고|인가요?|인지|가|하는)?|뭔(?:가요|지|데|가)?|뭘까요?|무엇(?:인가요|인지|이에요|입니까)?|뭡니까|무슨|뜻|의미(?:하나요|하는지)?|설명|개념|차이점?|역할|원리|필요|언제|쓰는|사용|써|쓰나요|어떻게|동작|작동|하나요|되나요|대해서?|알려|달라요?|다른가요?|다른지|다르|중에|쉽게|간단히|간단하게|간략히|자세히|정확히|주세요|주실|해줘|해주|부탁|드려|드립|이?란|라는|궁금|몰라|모르겠|어떤|이해|인가요|인지|입니까|하는|[가-힣]{0,1}(?:이|가|은|는|을|를|와|과|랑|좀|요|줘|해|게|거|것|건|야|왜|의|도|만|수|있|나|까|지|서|에)|(?<![a-z])(?:what'?s?|is|are|the|an?|of|between|and|or|vs|versus|differences?|different|differ|explain|me|to|please|pls|mean(?:s|ing)?|how|does|do|did|works?|defin\w+|tell|about|in|on|aws|i|don'?t|get|understand|can|could|you|for|simple|simply|briefly|terms?|words|exactly|concept|role|why|would|we|need|when|use|should|used|one|like|eli5|teach|it)(?![a-z])/gi;

function isExplanation(text: string, said: ReadonlySet<Concept>, resources: readonly Resource[]): boolean {
  if (resources.length > 0 || !whatIs.test(text)) return false;
  const { found, rest } = termsIn(text);
  if (found.length > 0 && !/[A-Za-z가-힣]/.test(rest.replace(asking, ' '))) return true;
  if (aboutState.test(text) && !explains.test(text)) return false;
  if (said.has('overview') && (said.has('network') || said.has('vpc'))) return false;
  if (said.has('cost') && !explains.test(text)) return false;
  if (said.has('traffic') && !/뜻|의미|설명|개념|뭐|explain|mean|^\s*what(?:'s| is) (?!the|our|my|wrong)/i.test(text))
    return false;
  if (
    explains.test(text) &&
    /구성|현황|네트워크\s?상태|(?<![a-z])(?:our|my|the current|this account)(?![a-z])/i.test(text)
  )
    return false;
  // A term of the trade: something that the lexicon, the glossary or the alphabet of abbreviations knows.
  if (
    [...said].some((c) => !['help', 'check', 'list', 'symptom', 'overview', 'network'].includes(c)) ||
    found.length > 0
  )
    return true;
  const words = rest.replace(asking, ' ').match(/[A-Za-z][\w-]*/g) ?? [];
  if (words.some((word) => trade.includes(word.toLowerCase()) || /^[A-Z][A-Z0-9-]{1,7}$/.test(word))) return true;
  return (
    explains.test(text) &&
    words.length > 0 &&
    words.length <= 3 &&
    !/(?<![a-z])(?:you|your|joke|poem|story)(?![a-z])/i.test(text)
  );
}
