import stringWidth from 'string-width';

/** A chart over time, to look at where a table would tire. Units are the axis's: `GB`, `connections`. */
export interface Chart {
  title: string;
  /**
   * Of a heat map each series is a row, and its values are 0 (nothing), 1 (some) or 2 (all). A ranking has one bar for
   * each label of `x`, in that order from the top.
   */
  kind: 'line' | 'bar' | 'heatmap' | 'ranking';
  unit: string;
  /** Labels of the x axis, in the reader's zone; of a ranking its rows. */
  x: string[];
  series: { name: string; values: (number | null)[] }[];
  /** The end of the value axis, of what has one: a score of 100. Left out: as far as the values go. */
  max?: number;
  /** A horizontal line with its meaning: a limit, a target. */
  limits?: { name: string; value: number }[];
}

const ticks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * The chart in text, one row a series, for terminals and for Markdown, which has no charts of its own. A value that is
 * not known is a blank, not a zero.
 */
export function chartText(chart: Chart): string {
  if (chart.kind === 'heatmap') return heatmapText(chart);
  if (chart.kind === 'ranking') return rankingText(chart);
  const known = chart.series.flatMap((s) => s.values.filter((v): v is number => v !== null));
  const top = Math.max(...known, 0);
  const name = Math.max(...chart.series.map((s) => s.name.length), 0);
  const rows = chart.series.map((s) => {
    const bars = s.values.map((v) =>
      v === null ? ' ' : top === 0 ? ticks[0] : ticks[Math.min(7, Math.floor((v / top) * 8))],
    );
    return `${s.name.padEnd(name)}  ${bars.join('')}`;
  });
  const first = chart.x[0] ?? '';
  const last = chart.x.at(-1) ?? '';
  const width = chart.x.length;
  const axis = `${' '.repeat(name)}  ${first}${' '.repeat(Math.max(1, width - first.length - last.length))}${last}`;
  return [`${chart.title} (${chart.unit}, max ${formatFigure(top)})`, ...rows, axis].join('\n');
}

/** Grid lines that stay behind on a light page and on a dark one. */
const faint = { lineStyle: { color: 'rgba(128, 136, 150, 0.25)' } };

/** How long the longest bar of a ranking is. */
const longestBar = 30;

/** A bar a row with its figure; what is not known has none. */
function rankingText({ title, unit, x, series }: Chart): string {
  const values = series[0]?.values ?? [];
  const top = Math.max(...values.filter((v): v is number => v !== null), 0);
  const width = Math.max(...x.map((name) => stringWidth(name)), 0);
  const rows = x.map((name, i) => {
    const value = values[i] ?? null;
    const length = value === null || top === 0 ? 0 : Math.round((Math.max(value, 0) / top) * longestBar);
    const bar = value !== null && value > 0 ? '█'.repeat(Math.max(1, length)) : '';
    return `${name}${' '.repeat(width - stringWidth(name))}  ${bar}${bar === '' ? '' : ' '}${value === null ? '?' : formatFigure(value)}`;
  });
  return [`${title} (${unit})`, ...rows].join('\n');
}

/** Rows of marks: `·` nothing, `◐` some, `●` all; the columns are numbered as the rows below are. */
function heatmapText({ title, x, series }: Chart): string {
  const marks = ['·', '◐', '●'];
  const number = (i: number): string => String(i + 1).padStart(2);
  const width = Math.max(...series.map((s) => stringWidth(s.name)), ...x.map((n) => stringWidth(n)));
  const pad = (name: string): string => name + ' '.repeat(width - stringWidth(name));
  const rows = series.map((s) => {
    const at = x.indexOf(s.name);
    return `${at < 0 ? '  ' : number(at)} ${pad(s.name)} ${s.values.map((v) => ` ${v === null ? ' ' : marks[v]} `).join('')}`;
  });
  const alone = x.flatMap((name, i) => (series.some((s) => s.name === name) ? [] : [`${number(i)} ${name}`]));
  return [
    title,
    `   ${' '.repeat(width)} ${x.map((_, i) => ` ${number(i)}`.slice(0, 3)).join('')}`,
    ...rows,
    ...alone,
  ].join('\n');
}

/** Three significant digits, no exponent: 4.01, 202, 0.043. */
export function formatFigure(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.min(digits, 6) });
}

/** The chart as a self-contained SVG, drawn by ECharts without a browser. */
export async function chartSvg(chart: Chart): Promise<string> {
  if (chart.kind === 'heatmap') return await heatmapSvg(chart);
  if (chart.kind === 'ranking') return await rankingSvg(chart);
  const { init, use } = await import('echarts/core');
  const { BarChart, LineChart } = await import('echarts/charts');
  const { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } = await import('echarts/components');
  const { SVGRenderer } = await import('echarts/renderers');
  use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer]);
  const instance = init(null, null, { renderer: 'svg', ssr: true, width: 880, height: 300 });
  instance.setOption({
    animation: false,
    backgroundColor: 'transparent',
    color: ['#3b6fd4', '#d98032', '#4f9d69', '#9b5fc0', '#b8484c', '#5aa3b5'],
    textStyle: { fontFamily: 'inherit' },
    title: { text: `${chart.title} (${chart.unit})`, left: 0, top: 0, textStyle: { fontSize: 14, color: '#6b7280' } },
    // Below the title, and as wide as the names are in any font: without a browser nobody measures them.
    legend: { left: 0, top: 26, itemGap: 24, textStyle: { color: '#6b7280' }, padding: [5, 60, 5, 0] },
    grid: { left: 56, right: 16, top: 64, bottom: 32 },
    xAxis: { type: 'category', data: chart.x, axisLabel: { color: '#6b7280' } },
    yAxis: {
      type: 'value',
      ...(chart.max === undefined ? {} : { max: chart.max }),
      axisLabel: { color: '#6b7280' },
      splitLine: faint,
    },
    series: chart.series.map((s, i) => ({
      name: s.name,
      type: chart.kind,
      data: s.values,
      showSymbol: false,
      ...(i === 0 && chart.limits
        ? {
            markLine: {
              symbol: 'none',
              lineStyle: { color: '#b8484c', type: 'dashed' },
              data: chart.limits.map((l) => ({ yAxis: l.value, name: l.name, label: { formatter: l.name } })),
            },
          }
        : {}),
    })),
  });
  const svg = instance.renderToSVGString();
  instance.dispose();
  return svg;
}

/** Bars that lie, the first at the top, each with its figure. */
async function rankingSvg({ title, unit, x, series }: Chart): Promise<string> {
  const { init, use } = await import('echarts/core');
  const { BarChart } = await import('echarts/charts');
  const { GridComponent, TitleComponent } = await import('echarts/components');
  const { SVGRenderer } = await import('echarts/renderers');
  use([BarChart, GridComponent, TitleComponent, SVGRenderer]);
  const instance = init(null, null, { renderer: 'svg', ssr: true, width: 880, height: 70 + x.length * 26 });
  const label = { color: '#6b7280', fontSize: 12 };
  instance.setOption({
    animation: false,
    backgroundColor: 'transparent',
    color: ['#3b6fd4'],
    textStyle: { fontFamily: 'inherit' },
    title: { text: `${title} (${unit})`, left: 0, top: 0, textStyle: { fontSize: 14, color: '#6b7280' } },
    grid: { left: 190, right: 80, top: 40, bottom: 24 },
    xAxis: { type: 'value', axisLabel: label, splitLine: faint },
    yAxis: {
      type: 'category',
      inverse: true,
      data: x,
      axisLabel: { ...label, interval: 0 },
      axisTick: { show: false },
    },
    series: series.slice(0, 1).map((s) => ({
      name: s.name,
      type: 'bar',
      barMaxWidth: 16,
      data: s.values,
      label: {
        show: true,
        position: 'right',
        color: '#6b7280',
        formatter: ({ value }: { value?: unknown }) => (typeof value === 'number' ? formatFigure(value) : '?'),
      },
    })),
  });
  const svg = instance.renderToSVGString();
  instance.dispose();
  return svg;
}

/** A square of who reaches whom, with the names on both sides. */
async function heatmapSvg({ title, x, series }: Chart): Promise<string> {
  const { init, use } = await import('echarts/core');
  const { HeatmapChart } = await import('echarts/charts');
  const { GridComponent, TitleComponent, VisualMapComponent } = await import('echarts/components');
  const { SVGRenderer } = await import('echarts/renderers');
  use([HeatmapChart, GridComponent, TitleComponent, VisualMapComponent, SVGRenderer]);
  const height = 150 + series.length * 28;
  const instance = init(null, null, { renderer: 'svg', ssr: true, width: 880, height });
  const label = { color: '#6b7280', fontSize: 12 };
  instance.setOption({
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: 'inherit' },
    title: { text: title, left: 0, top: 0, textStyle: { fontSize: 14, color: '#6b7280' } },
    grid: { left: 170, right: 16, top: 140, bottom: 8 },
    xAxis: { type: 'category', position: 'top', data: x, axisLabel: { ...label, rotate: 40, interval: 0 } },
    yAxis: { type: 'category', inverse: true, data: series.map((s) => s.name), axisLabel: { ...label, interval: 0 } },
    visualMap: { show: false, min: 0, max: 2, inRange: { color: ['#eef0f3', '#e8b04b', '#b8484c'] } },
    series: [
      {
        type: 'heatmap',
        data: series.flatMap((s, y) => s.values.flatMap((v, i) => (v === null ? [] : [[i, y, v]]))),
        itemStyle: { borderColor: '#fff', borderWidth: 2 },
      },
    ],
  });
  const svg = instance.renderToSVGString();
  instance.dispose();
  return svg;
}
