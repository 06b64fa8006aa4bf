import { z } from 'zod';
import { tools as text } from '../messages/tools.ts';
import { callSchema, tool } from './tool.ts';

/** A model writes 443 as a number as often as not. */
const numberOrText = z
  .union([z.string().min(1), z.number()])
  .transform(String)
  .optional();

const place = 'an instance, interface, subnet, VPC or balancer by id or name, an address, a CIDR, a DNS name, internet';

export default tool({
  name: 'trace_path',
  ...text.tracePath,
  input: z.object({
    source: z.string().min(1).describe(`Where the flow starts: ${place}`),
    destination: z.string().min(1).describe(`Where it goes: ${place}; address:port is allowed`),
    port: numberOrText.describe('443 or 80,8000-8100; all of TCP when left out'),
    source_port: numberOrText.describe('Ports that the flow comes from; ephemeral ones when left out'),
    protocol: numberOrText.describe('tcp (default), udp, icmp, icmpv6, all, or an IANA number'),
    changes: z
      .array(callSchema)
      .max(50)
      .optional()
      .describe(
        'AWS calls to try on a copy first, as in the calls of a fix: answers before and after. Nothing is called.',
      ),
  }),
  changes: false,
  run: async ({ source, destination, port, source_port, protocol, changes }, setting) => {
    const { answerPath } = await import('../capabilities/path.ts');
    const ports = await import('../capabilities/ports.ts');
    return await answerPath(
      {
        source,
        destination,
        ...(port === undefined ? {} : { port: ports.ports(port) }),
        ...(source_port === undefined ? {} : { sourcePort: ports.ports(source_port) }),
        ...(protocol === undefined ? {} : { protocol: ports.protocol(protocol) }),
        ...(changes === undefined ? {} : { changes }),
      },
      setting,
    );
  },
});
