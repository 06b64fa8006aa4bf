import type { Text } from '../../messages/text.ts';
import { parseCidr } from '../../network/cidr.ts';
import type { Exposed, Opening } from '../../network/exposure.ts';

/** Whether an opening holds a port. */
export function opensPort({ protocol, ports }: Opening, wanted: 'tcp' | 'udp', port: number): boolean {
  if (protocol !== wanted && protocol !== 'all') return false;
  return (
    ports === 'all' ||
    ports.split(',').some((range) => {
      const [from, to = from] = range.split('-').map(Number);
      return from! <= port && port <= to!;
    })
  );
}

/** Whether anybody may come: the whole internet, or a range wider than one company's. */
export const isWide = ({ sources }: Pick<Opening, 'sources'>): boolean =>
  sources.some((s) => {
    if (s === 'internet') return true;
    const cidr = parseCidr(s);
    return cidr !== undefined && cidr.length < (cidr.family === 4 ? 16 : 32);
  });

/** `internet → 3.35.1.2 tcp 22`, with the balancer's listener between where one leads there. */
export function openingText(
  address: string,
  { protocol, ports, sources }: Opening,
  through?: Exposed['through'],
): Text {
  const from = sources.slice(0, 3).join(', ');
  const by = through === undefined ? '' : ` → ${through.balancer.name} (${through.listener})`;
  const says = `${from}${sources.length > 3 ? ' …' : ''}${by} → ${address} ${protocol} ${ports}`;
  return { ko: says, en: says };
}
