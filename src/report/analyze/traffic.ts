import type { RootContent } from 'mdast';
import * as text from '../../messages/analyze.ts';
import type { MetricSeries } from '../../snapshot/data/services.ts';
import { chart, paragraph } from '../nodes.ts';
import { formatInstant } from '../time.ts';
import { bytes, called, type Reader } from './reader.ts';

/** The second part: what the metrics say of traffic. Series that CloudWatch has none of are said to be unknown. */
export function trafficPart(reader: Reader): RootContent[] {
  const { say, overview } = reader;
  const downloads = seriesOf(reader, 'BytesInFromDestination');
  const uploads = seriesOf(reader, 'BytesOutToDestination');
  const out: RootContent[] = [];
  if (downloads.length === 0) out.push(paragraph(say(text.trafficNone)));
  else {
    const hours = [...new Set(downloads.flatMap((s) => s.timestamps))].sort();
    const at = (series: MetricSeries[], hour: string): number =>
      series.reduce((sum, s) => sum + (s.values[s.timestamps.indexOf(hour)] ?? 0), 0);
    const down = total(downloads);
    const up = total(uploads);
    const busiest = [...hours].sort(
      (a, b) => at(downloads, b) + at(uploads, b) - at(downloads, a) - at(uploads, a),
    )[0]!;
    const ratio = up > 0 ? Math.round(down / up) : undefined;
    const window = `${formatInstant(downloads[0]!.from, reader.zone)} – ${formatInstant(downloads[0]!.to, reader.zone)}`;
    out.push(
      paragraph(say(text.trafficNat(window))),
      paragraph(
        say(
          text.natTraffic(
            bytes(down),
            bytes(up),
            ratio === undefined || ratio < 2 ? undefined : String(ratio),
            formatInstant(busiest, reader.zone),
            bytes(at(downloads, busiest) + at(uploads, busiest)),
          ),
        ),
      ),
      chart({
        title: say(text.natChart),
        kind: 'bar',
        unit: 'GB',
        x: hours.map((h) => formatInstant(h, reader.zone).slice(11, 16)),
        series: downloads.slice(0, 6).map((s) => ({
          name: called(reader, dimension(s)),
          // Three decimals: the chart's labels need no more.
          values: hours.map((h) => {
            const i = s.timestamps.indexOf(h);
            return i < 0 ? null : Math.round(s.values[i]! / 1e6) / 1e3;
          }),
        })),
      }),
    );
  }
  if ((overview.vpcs ?? []).some((v) => v.flowLogs === false)) out.push(paragraph(say(text.noFlowLogPatterns)));
  return out;
}

const dimension = (series: MetricSeries): string =>
  series.dimensions.find((d) => d.Name === 'NatGatewayId')?.Value ?? '';

/** The hourly series of a NAT gateway metric that have data, the busiest first. */
function seriesOf(reader: Reader, metric: string): MetricSeries[] {
  return reader.snapshot.scopes
    .flatMap((s) => s.cloudwatch?.MetricSeries ?? [])
    .filter((s) => s.namespace === 'AWS/NATGateway' && s.metric === metric && s.period === 3600 && s.values.length > 0)
    .sort((a, b) => total([b]) - total([a]) || (dimension(a) < dimension(b) ? -1 : 1));
}

const total = (series: MetricSeries[]): number =>
  series.reduce((sum, s) => sum + s.values.reduce((a, b) => a + b, 0), 0);
