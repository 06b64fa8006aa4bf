import type { Concept } from '../../language/concepts.ts';
import type { Inventory } from '../../language/inventory.ts';
import { kindOfName } from '../../language/names.ts';
import type { EarlierTurn, Intent } from './plan.ts';

/*
 * What "그 ALB", "아까 그 인스턴스", "that one" stand for: the latest resource of the conversation that fits.
 */

/** Kinds that a word of the lexicon stands for. */
export const kindsOf: Partial<Record<Concept, readonly string[]>> = {
  lb: ['load-balancer', 'target-group'],
  nat: ['nat-gateway'],
  instance: ['instance', 'address'],
  vpc: ['vpc'],
  subnet: ['subnet'],
  'security-group': ['security-group'],
  'network-acl': ['network-acl'],
  'route-table': ['route-table'],
  'transit-gateway': ['transit-gateway'],
  'internet-gateway': ['internet-gateway'],
  endpoint: ['endpoint'],
  peering: ['peering'],
  'elastic-ip': ['elastic-ip'],
  firewall: ['firewall'],
  distribution: ['distribution'],
  eni: ['network-interface'],
  hybrid: ['vpn-connection', 'direct-connect'],
  dns: ['dns-name', 'hosted-zone', 'resolver'],
};

/** Intents whose subject is of a kind, where the resource's own kind is not known. */
const intentKinds: Partial<Record<Intent, readonly string[]>> = {
  lb: ['load-balancer', 'target-group'],
  nat: ['nat-gateway'],
  dns: ['dns-name'],
  hybrid: ['vpn-connection', 'direct-connect'],
};

const korean =
  /(?:아까|방금|좀\s?전(?:에)?|이전|앞서|위(?:에서|의)?|전에)?\s?(?<![가-힣])(?:말한|본|얘기한|확인한|분석한|나온|언급한|끈|켠|중지한|그|저|해당|같은|동일(?:한)?|그때)\s(?=[가-힣A-Za-z])|(?<![가-힣A-Za-z])이\s(?=[A-Za-z]{2}|인스턴스|서버|호스트|로드|게이트|보안|서브넷|라우|타겟|타깃|엔드|방화|터널|도메인|리소스|주소)|(?<![가-힣])(?:그|저|이)(?:거|것|놈|건|게|걸|쪽|녀석|친구)(?=[\s가-힣?.!,]|$)|(?<![가-힣])(?:걔|거기)|(?<![가-힣])(?:아까|방금)(?:\s?(?:그|거|것|전))|(?<![가-힣])해당\s|(?<![가-힣])위\s(?=[가-힣A-Za-z])/;
const english =
  /(?<![A-Za-z])(?:that|this|those|these|the same|said|the previous|the last|the aforementioned)(?:\s(?:one|thing))?(?![A-Za-z])|(?<![A-Za-z])(?:it|its|them|there|both of them)(?![A-Za-z])/i;
const dummyIt =
  /(?:sav\w+|write|export|put|store|is|does|make) it(?: to| as| in| possible| cost|self|\s?$)|how much (?:does|is) it|(?:it|that|this) (?:is|looks|seems|keeps)|(?:see|check) (?:if|whether|that)|so that|make sure that|(?:this|these) (?:week|month|year|morning|afternoon|evening|days?)|that'?s (?:all|it|fine|great|good|enough|ok|okay|right|correct)|is there|are there|there (?:is|are|any)|(?:this|that) (?:account|network|environment|aws|cloud|setup|infra\w*|region|org\w*|month|time)|(?<=[a-z]{2,}(?<!check|fix|about|with|from|into|like|stop|start|show|undo|make|see|for|reboot|restart|after|before|does|was|did|open|close|why|and|over|give|save|then|tell|delete|remove|than|apply|explain|revert|please|put|has|what|how)\s)that(?=\s(?:(?!status|access|address|dns|process|class|bus|is\b|was\b|has\b|does\b)[a-z]{2,}s\b|cost|are|is|have|has|can|were|was|do|does|use|uses|look|looks|aren|isn|don|we|i|nobody|no|could|might|need|needs|waste|wastes|allow|allows|let|lets|point|points|go|goes|face|faces|reach|reaches|get|gets|you|should|will|would|nothing|anyone|anybody|everyone|expose|exposes|accept|accepts|fail|fails|drop|drops|block|blocks|keep|keeps)\b)/gi;

/** Whether a clause speaks of something that was spoken of before. */
export const refers = (text: string): boolean => korean.test(text) || english.test(text.replace(dummyIt, ' '));

/** Speaks of one resource of a kind as of something known: "그 ALB", "that instance". */
export const pointsAt = (text: string): boolean =>
  /(?<![가-힣])(?:그|저|아까|방금|해당)\s?(?:그\s)?(?=[A-Za-z]|인스턴스|서버|로드|게이트|보안\s?그룹|서브넷|라우팅|타겟\s?그룹|타깃|엔드포인트|터널)|(?<![A-Za-z])(?:that|same|those|these)\s(?=[A-Za-z])/i.test(
    text,
  ) && refers(text);

/** More than one is meant: all that fit of the turn that they come from. */
export const refersToMany = (text: string): boolean =>
  /것들|거들|스들|들\s|모두|둘\s?다|전부|다\s|(?<![a-z])(?:those|these|them|both|all of)(?![a-z])/i.test(text);

interface Spoken {
  name: string;
  kinds: readonly string[];
}

/** What a turn spoke of: first what the person named, then what results brought up. */
function spokenIn(turn: EarlierTurn, inventory: Inventory): Spoken[] {
  const asked = turn.plan.steps.flatMap((step) =>
    [
      ...(step.resources ?? []),
      ...(step.intent === 'path' && step.flow !== undefined ? [step.flow.to, step.flow.from] : []),
    ]
      .filter((name): name is string => name !== undefined && name !== 'internet' && name !== 'onprem')
      .map((name) => ({ name, kinds: kindsOfName(name, step.intent, step.change?.action, inventory) })),
  );
  const told = turn.resources.map((r) => ({
    name: r.name ?? r.id,
    kinds: r.kind === undefined ? kindsOfName(r.name ?? r.id, undefined, undefined, inventory) : [r.kind],
  }));
  return [...asked, ...told];
}

function kindsOfName(
  name: string,
  intent: Intent | undefined,
  action: string | undefined,
  inventory: Inventory,
): string[] {
  const own = inventory.exact.get(name.toLowerCase())?.kind ?? kindOfName(name);
  const byIntent = intent === undefined ? [] : (intentKinds[intent] ?? []);
  const byAction = action?.endsWith('-instance') === true ? ['instance'] : [];
  return [...(own === undefined ? [] : [own]), ...byAction, ...byIntent];
}

/**
 * The latest resources of the conversation that are of one of the kinds; of any kind for an empty list.
 *
 * @returns empty when nothing fits
 */
export function latest(
  history: readonly EarlierTurn[],
  kinds: readonly string[],
  many: boolean,
  inventory: Inventory,
): string[] {
  for (const turn of [...history].reverse()) {
    const spoken = spokenIn(turn, inventory);
    const fitting = kinds.length === 0 ? spoken : spoken.filter((s) => s.kinds.some((kind) => kinds.includes(kind)));
    if (fitting.length === 0) continue;
    const names = [...new Set(fitting.map((s) => s.name))];
    const askedFor = new Set(turn.plan.steps.flatMap((s) => s.resources ?? []));
    // "그거" after a question about two is both; a kind in the singular is the first.
    if (kinds.length === 0)
      return names.some((n) => askedFor.has(n)) ? names.filter((n) => askedFor.has(n)) : names.slice(0, 1);
    return many ? names : names.slice(0, 1);
  }
  return [];
}
