import { services } from './lexicon/ports.ts';
import { type Thing, thingsIn } from './things.ts';

export interface Port {
  port: number;
  toPort?: number;
  protocol?: string;
}

const said = [
  /(?<![\w.])(?:포트|port)s?\s?(?:번호\s?)?:?#?\s?(\d{1,5})(?:\s?[-~]\s?(\d{1,5}))?(?![\w.])/i,
  /(?<![\w.:/-])(\d{1,5})(?:\s?[-~]\s?(\d{1,5}))?\s?번?\s?(?:포트|ports?(?![a-z]))/i,
  /(?<![\w.:/-])(\d{1,5})()\s?번(?!째)/,
  /(?<![a-z])(?:tcp|udp)\s?[:/]?\s?(?:port\s)?(\d{1,5})(?:\s?[-~]\s?(\d{1,5}))?(?![\w.])/i,
  /(?<![\w.])(\d{1,5})()\s?[:/]?\s?(?:tcp|udp)(?![a-z])/i,
  /(?<![a-z])(?:telnet|nc|ncat|curl)\s?(?:\S{1,3}\s)?(\d{1,5})()(?![\w.])/i,
  /(?<![\w])[:](\d{1,5})()(?![\w.:])/,
];
const bare =
  /(?<![\w.:/-])(\d{2,5})(?:\s?[-~]\s?(\d{2,5}))?(?=[\s,?!.]|$|[을를로이은는랑와과도의]|하고|까지|되|돼|됨|안|에(?!러)|으로|연결|통신|접속|열)(?!\s?(?:개|대|초|분|시간|일|월|년|회|건|%|명|GB|MB|에러|error|ms|곳))/i;

const serviceNames = new RegExp(
  `(?<![A-Za-z0-9가-힣])(${Object.keys(services)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![A-Za-z0-9])`,
  'i',
);

/** The port that a clause speaks of. `loose`: also a number with nothing beside it, where only a port can be meant. */
export function portIn(text: string, all: readonly Thing[], loose: boolean): Port | undefined {
  const things = thingsIn(text, all);
  const thing = things.find((t) => t.kind === 'port');
  if (thing?.kind === 'port') {
    const { kind: _, ...port } = thing;
    return port;
  }
  for (const pattern of loose ? [...said, bare] : said) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [port, toPort] = [Number(match[1]), match[2] === undefined || match[2] === '' ? undefined : Number(match[2])];
    if (port < 1 || port > 65_535 || (toPort !== undefined && (toPort < port || toPort > 65_535))) continue;
    return { port, ...(toPort === undefined ? {} : { toPort }) };
  }
  for (const t of things) if (t.kind === 'resource' && t.port !== undefined) return { port: t.port };
  const service = serviceNames.exec(text)?.[1];
  if (service !== undefined) return services[service.toLowerCase()]!;
  return /(?<![a-z])dns(?![a-z])|디엔에스/i.test(text) && loose ? { port: 53 } : undefined;
}

/** The protocol that a clause names: ping is ICMP. */
export function protocolIn(text: string, all: readonly Thing[]): string | undefined {
  const thing = thingsIn(text, all).find((t) => t.kind === 'port');
  if (thing?.kind === 'port' && thing.protocol !== undefined) return thing.protocol;
  const named = /(?<![a-z])(tcp|udp|icmp(?:v6)?)(?![a-z])/i.exec(text)?.[1];
  if (named !== undefined) return named.toLowerCase();
  return /(?<![a-z])ping(?:s|ed|ing)?(?![a-z])|(?<![가-힣])핑(?!크|계)/i.test(text) ? 'icmp' : undefined;
}
