import type { Element, Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import type { Lang } from '../messages/text.ts';
import { chartSvg, chartText } from './chart.ts';
import { plain, plainTree } from './plain.ts';
import { topologySvg } from './topology/svg.ts';

/**
 * A report as one HTML file that needs no network: styles and pictures are inside, no script. Everything from AWS goes
 * through hast as text and is escaped by its serializer.
 */
export async function renderHtml(report: Root, { title, lang }: { title: string; lang: Lang }): Promise<string> {
  const source = plainTree(report);
  const pictures: (Element | string)[] = [];
  const tree: Root = { type: 'root', children: [] };
  for (const node of source.children) {
    if (node.type === 'topology') pictures.push(await topologySvg(node.topology));
    else if (node.type === 'chart') pictures.push(await chartSvg(node.chart));
    else {
      tree.children.push(node);
      continue;
    }
    // A stand-in that toHast keeps in place.
    tree.children.push({
      type: 'paragraph',
      data: { hName: 'figure', hProperties: { dataPicture: pictures.length - 1 } },
      children: node.type === 'chart' ? [{ type: 'text', value: chartText(node.chart) }] : [],
    });
  }
  const body = toHast(tree) as HastRoot;
  const contents: Element[] = [];
  let sections = 0;
  const children = body.children.map((child) => {
    if (child.type !== 'element') return child;
    if (child.tagName === 'h2') {
      sections++;
      child.properties.id = `s${sections}`;
      contents.push(h('li', h('a', { href: `#s${sections}` }, textOf(child))));
    }
    if (child.tagName === 'table') return h('div', { className: ['wide'] }, child);
    if (child.tagName === 'figure') {
      const picture = pictures[Number(child.properties.dataPicture)]!;
      return typeof picture === 'string'
        ? h('figure', { role: 'img', ariaLabel: textOf(child) }, { type: 'raw', value: picture } as never)
        : h('figure', picture);
    }
    return child;
  });
  const first = children.findIndex((c) => c.type === 'element' && c.tagName === 'h2');
  const at = first === -1 ? children.length : first;
  const page = h('html', { lang }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', {
        httpEquiv: 'Content-Security-Policy',
        content: "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      }),
      h('title', plain(title)),
      h('style', css),
    ]),
    h('body', [
      h('main', [
        ...(children.slice(0, at) as Element[]),
        ...(contents.length > 2 ? [h('nav', h('ol', contents))] : []),
        ...(children.slice(at) as Element[]),
      ]),
    ]),
  ]);
  // Raw HTML is the charts' SVG only, made by ECharts from data that it escapes.
  return `<!doctype html>\n${toHtml(page, { allowDangerousHtml: true })}\n`;
}

function textOf(element: Element): string {
  return element.children.map((c) => (c.type === 'text' ? c.value : c.type === 'element' ? textOf(c) : '')).join('');
}

const css = `
:root{color-scheme:light dark;--fg:#1f2328;--bg:#fff;--soft:#59636e;--line:#d1d9e0;--head:#f6f8fa;--accent:#0b57d0}
@media (prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--soft:#9198a1;--line:#3d444d;--head:#151b23;--accent:#79a8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.6 system-ui,-apple-system,"Segoe UI","Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif;word-break:keep-all;overflow-wrap:anywhere}
main{max-width:1080px;margin:0 auto;padding:24px 20px 80px}
h1{font-size:1.7em;line-height:1.25;margin:.2em 0 .6em}
h2{font-size:1.3em;margin:2.2em 0 .7em;padding-bottom:.25em;border-bottom:1px solid var(--line)}
h3{font-size:1.08em;margin:1.7em 0 .5em}
h4{font-size:1em;margin:1.3em 0 .4em}
a{color:var(--accent)}
nav{border:1px solid var(--line);border-radius:8px;padding:10px 14px;margin:18px 0}
nav ol{margin:0;padding:0 0 0 1.2em;columns:2;column-gap:32px}
.wide{overflow-x:auto;margin:.8em 0}
table{border-collapse:collapse;font-size:.92em;min-width:50%}
th,td{border:1px solid var(--line);padding:5px 9px;text-align:left;vertical-align:top;overflow-wrap:normal}
th{background:var(--head);white-space:nowrap}
[align=right]{text-align:right;font-variant-numeric:tabular-nums}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--head);border-radius:4px;padding:.1em .35em}
td code{white-space:nowrap}
pre{background:var(--head);border:1px solid var(--line);border-radius:8px;padding:10px 14px;overflow-x:auto}
pre code{background:none;padding:0}
blockquote{margin:.8em 0;padding:.2em 1em;border-left:4px solid var(--line);color:var(--soft)}
figure{margin:1em 0;overflow-x:auto}
svg{max-width:100%;height:auto}
svg.topology{max-width:100%;min-width:560px}
.vpc{fill:none;stroke:#8c959f;stroke-dasharray:5 3}
.vpc-name{font-size:12px;font-weight:600;fill:var(--fg)}
.node{stroke:#6e7781}
.node.alarm{stroke:#d1242f;stroke-width:3}
.label{font-size:12px;text-anchor:middle;fill:#1f2328}
.detail{font-size:11px;text-anchor:middle;fill:#57606a}
.edge{fill:none;stroke:#8c959f;stroke-width:1.4}
.edge.broken{stroke:#d1242f;stroke-dasharray:4 3}
.edge-label{font-size:11px;text-anchor:middle;fill:var(--soft)}
@media print{nav{display:none}main{max-width:none}.wide{overflow:visible}}
`.trim();
