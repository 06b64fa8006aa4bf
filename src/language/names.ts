import { isConceptWord } from './concepts.ts';
import { type Inventory, loosely, nearest } from './inventory.ts';
import { changeWords } from './lexicon/changes.ts';
import { commonEnglish } from './lexicon/common-english.ts';
import { idKinds, metricNames, nameKinds, technology } from './lexicon/names.ts';
import { services } from './lexicon/ports.ts';
import { distance } from './spelling.ts';
import type { Resource, Thing } from './things.ts';

/*
 * What one word of a prompt is: an id, an address, a DNS name, a folder, a port, a name of the inventory, or something
 * that reads like a name though nobody knows it.
 */

const octet = '\\d{1,3}';
const ipv4 = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`);
const ipv6 = /^(?=.*:.*:)[\da-f:]{3,39}(?:\/\d{1,3})?$/i;
const idPattern = /^([a-z]+(?:-[a-z]+)*)-([0-9a-z]{1,40})$/;
const regionPattern =
  /^(?:us|eu|ap|sa|ca|me|af|il|cn|mx)-(?:gov-)?(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d[a-f]?$/;
const codePattern = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const fileFormat = /\.(?:md|html?|json|txt|ya?ml|csv|pdf|sh|log)$/i;

export function resource(text: string, sort?: string): Resource {
  const kind = sort ?? kindOfName(text);
  return { kind: 'resource', text, ...(kind === undefined ? {} : { sort: kind }) };
}

/** What an id or a name says of its kind. */
export function kindOfName(text: string): string | undefined {
  const prefix = idPattern.exec(text)?.[1];
  if (prefix !== undefined && idKinds[prefix] !== undefined && /\d/.test(text)) return idKinds[prefix];
  if (text.startsWith('arn:')) {
    if (/:(?:loadbalancer|listener)\//.test(text)) return 'load-balancer';
    if (/:targetgroup\//.test(text)) return 'target-group';
    return undefined;
  }
  if (ipv4.test(text) || ipv6.test(text)) return text.includes('/') ? 'cidr' : 'address';
  if (/^[\d.]+\/\d{1,2}$/.test(text)) return 'cidr';
  if (codePattern.test(text)) return 'finding';
  if (/\.elb\.amazonaws\.com$/i.test(text)) return 'load-balancer';
  if (isDnsName(text)) return 'dns-name';
  return nameKinds.find(([pattern]) => pattern.test(text))?.[1];
}

const isDnsName = (word: string): boolean =>
  /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]{0,62}\.)+[a-z][a-z0-9-]{1,62}\.?$/i.test(word) &&
  !fileFormat.test(word) &&
  /[a-z]/i.test(
    word
      .split('.')
      .filter((part) => part !== '')
      .at(-1) ?? '',
  );

/** What a word is; undefined for a word of a sentence. */
export function classify(
  word: string,
  inventory: Inventory,
  quoted: boolean,
  hasHangul = true,
  mixed = true,
): Thing | undefined {
  const lower = word.toLowerCase();
  if (/^(?:~|\.{1,2}\/|\/|\$HOME\/)/.test(word))
    return word.length < 2 && word !== '~' ? undefined : { kind: 'folder', text: word };
  const url = /^https?:\/\/([^/:]{1,255})(?::(\d{1,5}))?/i.exec(word);
  if (url !== null) {
    const port = url[2] === undefined ? (lower.startsWith('https') ? 443 : 80) : Number(url[2]);
    return { ...resource(url[1]!), port };
  }
  const withPort = /^(\[[\da-f:]{2,39}\]|[^:[\]]{1,255}):(\d{1,5})$/i.exec(word);
  if (withPort !== null && !/^\d{1,2}$/.test(withPort[1]!)) {
    const port = Number(withPort[2]);
    if (/^(?:tcp|udp)$/i.test(withPort[1]!)) return portThing(withPort[2]!, undefined, withPort[1]!);
    const host = classify(withPort[1]!.replace(/^\[|\]$/g, ''), inventory, quoted, hasHangul, mixed);
    return host?.kind === 'resource' && port >= 1 && port <= 65_535 ? { ...host, port } : undefined;
  }
  const known = inventory.exact.get(lower);
  if (ipv4.test(word)) return resource(word, 'address');
  if (/^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/.test(word)) return resource(word, 'cidr');
  if (ipv6.test(word) && !/^\d{1,2}:\d\d(?::\d\d)?$/.test(word))
    return resource(word, word.includes('/') ? 'cidr' : 'address');
  if (/^\d{1,3}(?:\.\d{1,3}){3}-\d/.test(word)) return resource(word, 'cidr');
  if (
    known !== undefined &&
    (quoted || !(isConceptWord(word) || technology.has(lower) || commonEnglish.has(lower) || /^\d+$/.test(word)))
  )
    return resource(word, known.kind);
  const ports = /^(?:(tcp|udp)\/)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(word);
  if (ports !== null && (ports[1] ?? ports[4]) !== undefined)
    return portThing(ports[2]!, ports[3], (ports[1] ?? ports[4])!);
  if (/^(?:tcp|udp)\d{1,5}$/i.test(word)) return portThing(word.slice(3), undefined, word.slice(0, 3));
  if (regionPattern.test(lower)) return { kind: 'region', text: lower };
  const metric = metricNames.find((name) => name.toLowerCase() === lower);
  if (metric !== undefined && (metric.length > 10 || metric === word)) return { kind: 'metric', text: metric };
  if (word.startsWith('arn:')) return resource(word);
  const prefix = idPattern.exec(word)?.[1];
  if (prefix !== undefined && idKinds[prefix] !== undefined && /\d/.test(word)) return resource(word, idKinds[prefix]);
  if (codePattern.test(word)) return { kind: 'code', text: word };
  if (/^aws_\w+$/.test(word)) return undefined;
  if (isDnsName(word) && !technology.has(lower)) return resource(word, kindOfName(word));
  return looksLikeName(word, hasHangul, mixed) ||
    (inventory.anyName === true && isSpare(word)) ||
    (isSpare(word) && isSlipOfName(word, inventory))
    ? mistyped(word, inventory)
    : undefined;
}

/** Whether a word is one slip away from a name: `dmzvcp`. Short words are too near to words of the language. */
const isSlipOfName = (word: string, { names }: Inventory): boolean =>
  word.length >= 6 &&
  names.some(
    (name) =>
      name[0]?.toLowerCase() === word[0]?.toLowerCase() && distance(word.toLowerCase(), name.toLowerCase(), 1) <= 1,
  );

/** A word that no sentence of a change needs. */
const isSpare = (word: string): boolean => {
  const lower = word.toLowerCase();
  return (
    /^[a-z][\w.-]+$/.test(lower) &&
    !isConceptWord(word) &&
    !technology.has(lower) &&
    !commonEnglish.has(lower) &&
    !changeWords.has(lower) &&
    services[lower] === undefined
  );
};

function portThing(from: string, to: string | undefined, protocol: string): Thing | undefined {
  const [port, toPort] = [Number(from), to === undefined ? undefined : Number(to)];
  if (port < 1 || port > 65_535) return undefined;
  return { kind: 'port', port, protocol: protocol.toLowerCase(), ...(toPort === undefined ? {} : { toPort }) };
}

function mistyped(word: string, inventory: Inventory): Resource {
  const same = inventory.loose.get(loosely(word));
  if (same?.name !== undefined) return { ...resource(word, same.kind), meant: same.name };
  const [first, ...others] = nearest(inventory, word);
  if (first === undefined) return resource(word);
  if (others.length > 0) return { ...resource(word), likely: [first, ...others] };
  return { ...resource(word, inventory.exact.get(first.toLowerCase())?.kind), meant: first, slip: true };
}

const kindAffix = /(?:vpc|alb|nlb|elb|tgw|natgw|ngw|igw)$|^vpc/i;

/** Whether a word that nobody knows reads like a resource's name rather than a word of a sentence. */
function looksLikeName(word: string, hasHangul: boolean, mixed: boolean): boolean {
  const lower = word.toLowerCase();
  if (!/[a-z]/i.test(word) || /^\d/.test(word) || word.length < 2) return false;
  if (isConceptWord(word) || technology.has(lower) || commonEnglish.has(lower) || services[lower] !== undefined)
    return false;
  if (/[/=:%+#@*[\]]/.test(word)) return false;
  const parts = word.split(/[-_.]/);
  if (parts.length > 1) {
    if (namingEnd.test(parts.at(-1)!) && !describing.test(parts[0]!) && parts.every((part) => part !== '')) return true;
    if (parts.some((part) => part === '')) return false;
    if (
      /\d/.test(word) &&
      !parts.every((p) => technology.has(p.toLowerCase()) || /^\d+$/.test(p) || commonEnglish.has(p.toLowerCase()))
    )
      return true;
    if (
      /[A-Z]/.test(word.slice(1)) &&
      !parts.every((p) => isConceptWord(p) || technology.has(p.toLowerCase()) || commonEnglish.has(p.toLowerCase()))
    )
      return true;
    return (
      parts.some((p) => !commonEnglish.has(p.toLowerCase()) && !isConceptWord(p)) &&
      (hasHangul || parts.some((p) => kindPart.test(p)))
    );
  }
  if (/\d/.test(word)) return /^[a-z]{2,}[a-z0-9]*$/i.test(word) && !/^(?:top|p|v|no|step|h|l)\d+$/i.test(word);
  if (kindAffix.test(word) && word.length > 4) return true;
  // PrivateEC2SG, ALBSecurityGroup.
  if (
    /^[A-Z][A-Za-z0-9]*(?:SecurityGroup|SG|Subnet|RouteTable|TargetGroup|LoadBalancer|Instance|Endpoint|Firewall|VPC)$/.test(
      word,
    )
  )
    return true;
  return mixed && /^[A-Z]{3,}$/.test(word);
}

/** Ends that make a name of any words: `no-such-alb`. */
const namingEnd = /^(?:alb|nlb|gwlb|elb|lb|tg|sg|vpc|natgw|ngw|rt|rtb|tgw|igw|nacl|db|bastion)\d*$/i;
/** Beginnings of compounds of the language: `multi-vpc`, `cross-vpc`. */
const describing =
  /^(?:multi|cross|inter|intra|non|per|pre|post|re|all|each|any|single|dual|un|sub|stop|start|internet|health|load|route)$/i;
const kindPart =
  /^(?:alb|nlb|elb|lb|tg|sg|vpc|nat|ngw|natgw|rt|rtb|tgw|igw|vpn|dx|eni|web|app|api|db|prod|dev|stg|staging|test|bastion|server|host|subnet|public|private|internal)$/i;
