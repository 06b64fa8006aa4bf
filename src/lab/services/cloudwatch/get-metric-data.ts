import type { GetMetricDataCommandInput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../../changes/world.ts';
import { type Metrics, metricsOf } from '../../behaviour/metrics/index.ts';
import type { LabCall } from '../../handler.ts';
import { page } from '../../paging.ts';
import { datapointsOf, roundedEnd, roundedStart, type Window } from './datapoints.ts';
import { isPeriod, startNotBeforeEnd, validation } from './errors.ts';
import { findMetric } from './find.ts';
import { evaluate, MathFault, type TimeSeries, type Value } from './math/evaluate.ts';
import { type Expression, idsIn, parseExpression, SyntaxFault } from './math/parse.ts';
import { statisticNamed } from './statistics.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const mostQueries = 500;
const mostDatapoints = 100_800;

/** One line of the answer, before it is cut into pages. */
export interface MetricResult {
  id: string;
  label: string;
  /** Milliseconds since 1970, ascending. */
  points: { at: number; value: number }[];
}

export function getMetricData(call: LabCall, input: GetMetricDataCommandInput) {
  const { NextToken, MaxDatapoints, ScanBy = 'TimestampDescending', ...question } = input;
  const window = windowOf(call, input.StartTime, input.EndTime);
  if (MaxDatapoints !== undefined && (MaxDatapoints < 1 || MaxDatapoints > mostDatapoints)) {
    throw validation(`MaxDatapoints must be between 1 and ${mostDatapoints}.`);
  }
  const results = resultsOf(metricsOf(call.state, call.account, call.region), input.MetricDataQueries ?? [], window);
  const ordered = results.map((result) => ({
    ...result,
    points: ScanBy === 'TimestampAscending' ? result.points : [...result.points].reverse(),
  }));
  const all = ordered.flatMap(({ points }, result) => points.map((point) => ({ result, point })));
  const { items, next } = page(
    all,
    {
      size: MaxDatapoints,
      token: NextToken,
      question: { question, ScanBy, account: call.account, region: call.region },
    },
    {
      usual: mostDatapoints,
      most: mostDatapoints,
      badToken: () => new AwsError('InvalidNextToken', 'The next token specified is invalid.'),
    },
  );
  const last = items.at(-1)?.result;
  const MetricDataResults = ordered.flatMap(({ id, label, points }, result) => {
    const shown = items.filter((i) => i.result === result).map((i) => i.point);
    // A page has the metrics whose data it brings; those without any are on the first.
    if (shown.length === 0 && (points.length > 0 || NextToken !== undefined)) return [];
    const isCut = next !== undefined && result === last && shown.at(-1) !== points.at(-1);
    return [
      {
        Id: id,
        Label: label,
        Timestamps: shown.map((p) => new Date(p.at)),
        Values: shown.map((p) => p.value),
        StatusCode: isCut ? 'PartialData' : 'Complete',
      },
    ];
  });
  return { MetricDataResults, ...(next === undefined ? {} : { NextToken: next }), Messages: [] };
}

function windowOf(call: LabCall, start: Date | undefined, end: Date | undefined): Window {
  const now = call.now.getTime();
  const to = new Date(end ?? Number.NaN).getTime();
  const from = new Date(start ?? Number.NaN).getTime();
  if (!(from < to)) throw validation(startNotBeforeEnd);
  return { from: roundedStart(from, now), to: roundedEnd(to), now };
}

/**
 * The results of queries that are to be returned, in their order. Also what an alarm on several metrics looks at.
 *
 * @throws AwsError ValidationError
 */
export function resultsOf(metrics: Metrics, queries: readonly MetricDataQuery[], window: Window): MetricResult[] {
  check(queries);
  const parsed = new Map<string, Expression>();
  for (const { Id = '', Expression } of queries) if (Expression !== undefined) parsed.set(Id, parse(Id, Expression));
  checkReferences(queries, parsed);

  const computed = new Map<string, TimeSeries | TimeSeries[]>();
  const instants = (period: number): number[] => {
    const list: number[] = [];
    for (let at = window.from; at < Math.min(window.to, window.now); at += period * 1000) list.push(at);
    return list;
  };
  const resultOf = (id: string): TimeSeries | TimeSeries[] => {
    const known = computed.get(id);
    if (known !== undefined) return known;
    const query = queries.find((q) => q.Id === id);
    if (query === undefined) throw new MathFault(`Undefined variable '${id}'`);
    const value = query.MetricStat === undefined ? expressionValue(id) : metricValue(query);
    computed.set(id, value);
    return value;
  };
  const metricValue = ({ MetricStat, Label }: MetricDataQuery): TimeSeries => {
    const { Metric = {}, Period = 60, Stat = '', Unit } = MetricStat!;
    const series = findMetric(metrics, Metric);
    const wanted = series !== undefined && (Unit === undefined || Unit === series.unit) ? series : undefined;
    const points = wanted === undefined ? [] : datapointsOf(wanted, window, Period, statisticNamed(Stat)!);
    return {
      period: Period,
      label: Label ?? Metric.MetricName ?? '',
      values: new Map(points.map(({ at, value }) => [at, value])),
    };
  };
  const expressionValue = (id: string): TimeSeries | TimeSeries[] => {
    let value: Value;
    try {
      value = evaluate(parsed.get(id)!, {
        query: resultOf,
        instants,
        metrics: () =>
          queries
            .filter((q) => q.MetricStat !== undefined)
            .map((q) => ({ id: q.Id!, series: resultOf(q.Id!) as TimeSeries })),
      });
    } catch (error) {
      if (error instanceof MathFault) throw validation(`Error in expression '${id}' [${error.message}]`);
      throw error;
    }
    if (Array.isArray(value) || (typeof value === 'object' && 'values' in value)) return value;
    throw validation(`Error in expression '${id}' [The expression must return a time series or an array of them]`);
  };

  return queries
    .filter((query) => query.ReturnData !== false)
    .flatMap(({ Id = '', Label }): MetricResult[] => {
      const value = resultOf(Id);
      const pointsOf = ({ values }: TimeSeries) => [...values].map(([at, v]) => ({ at, value: v }));
      if (!Array.isArray(value)) {
        const label = Label ?? (parsed.has(Id) ? Id : value.label);
        return [{ id: Id, label, points: pointsOf(value) }];
      }
      return value.map((s) => ({
        id: Id,
        label: Label === undefined ? s.label : `${Label} ${s.label}`,
        points: pointsOf(s),
      }));
    });
}

function check(queries: readonly MetricDataQuery[]): void {
  if (queries.length === 0) throw validation('The collection MetricDataQueries must not be empty.');
  if (queries.length > mostQueries) {
    throw validation(`The collection MetricDataQueries must not have a size greater than ${mostQueries}.`);
  }
  const ids = queries.map((q) => q.Id ?? '');
  if (new Set(ids).size < ids.length)
    throw validation('The values for parameter id in MetricDataQueries are not unique.');
  queries.forEach((query, i) => {
    const at = `MetricDataQueries.member.${i + 1}`;
    if (!/^[a-z][A-Za-z0-9_]{0,254}$/.test(query.Id ?? '')) {
      throw validation(
        `The value '${query.Id}' for parameter ${at}.Id is invalid. It must start with a lowercase letter and contain only letters, numbers and underscores.`,
      );
    }
    if ((query.MetricStat === undefined) === (query.Expression === undefined)) {
      throw validation(`Exactly one of ${at}.MetricStat and ${at}.Expression must be specified.`);
    }
    if (query.MetricStat === undefined) return;
    const { Metric, Period = Number.NaN, Stat = '' } = query.MetricStat;
    if (!Metric?.Namespace || !Metric.MetricName)
      throw validation(`${at}.MetricStat.Metric must have a Namespace and a MetricName.`);
    if (!isPeriod(Period)) {
      throw validation(
        `The value ${Period} for parameter ${at}.MetricStat.Period is invalid. It must be 1, 5, 10, 20, 30 or a multiple of 60.`,
      );
    }
    if (statisticNamed(Stat) === undefined)
      throw validation(`The value '${Stat}' for parameter ${at}.MetricStat.Stat is not supported.`);
  });
  if (queries.every((q) => q.ReturnData === false)) {
    throw validation('At least one MetricDataQuery must have ReturnData set to true.');
  }
}

function parse(id: string, source: string): Expression {
  if (/^\s*SELECT\b/i.test(source)) {
    throw validation(`Error in expression '${id}' [Metrics Insights queries are not supported by the lab]`);
  }
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof SyntaxFault) throw validation(`Error in expression '${id}' [${error.message}]`);
    throw error;
  }
}

/** Every id that an expression names is a query, and none leads back to itself. */
function checkReferences(queries: readonly MetricDataQuery[], parsed: ReadonlyMap<string, Expression>): void {
  const words = new Set(['REPEAT', 'LINEAR']);
  const ids = new Set(queries.map((q) => q.Id));
  const visit = (id: string, open: readonly string[]): void => {
    if (open.includes(id)) throw validation(`Error in expression '${id}' [The expression refers to itself]`);
    const expression = parsed.get(id);
    if (expression === undefined) return;
    for (const name of idsIn(expression).filter((n) => !words.has(n))) {
      if (!ids.has(name)) throw validation(`Error in expression '${id}' [Undefined variable '${name}']`);
      visit(name, [...open, id]);
    }
  };
  for (const id of parsed.keys()) visit(id, []);
}
