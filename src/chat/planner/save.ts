import { type Thing, thingsIn } from '../../language/things.ts';
import type { Save } from './plan.ts';

const formats: readonly [NonNullable<Save['format']>, RegExp][] = [
  ['md', /마크\s?다운|(?<![A-Za-z.])(?:markdown|md)(?![A-Za-z])|\.md(?![A-Za-z])/gi],
  ['html', /에이치티엠엘|웹\s?페이지|(?<![A-Za-z.])html?(?![A-Za-z])|\.html?(?![A-Za-z])/gi],
  ['json', /제이슨|(?<![A-Za-z.])json(?![A-Za-z])|\.json(?![A-Za-z])/gi],
];
const verbs =
  /저장|세이브|내보내|익스포트|내려\s?받|다운로드|리포팅|파일로|보고서로|리포트로|(?<![A-Za-z])(?:save(?=\s(?:it|this|that|the|as|to|in|into|both|all|a|my|results?|reports?|output|under|everything|them|me|md|html|json|markdown|[\uE000-\uF8FF])|[^\sA-Za-z]|$)|saved|saving it|export|download|file it)(?![A-Za-z])/i;
/** Verbs that are about saving when a folder or a format stands with them. */
const looseVerbs =
  /써\s?줘|남겨|떨궈|떨어뜨려|기록해|출력해|넣어|담아|(?<![A-Za-z])(?:write|store|put|dump|output|drop)(?![A-Za-z-])/i;
const refused = /^\s?(?:은|는)?\s?(?:말고|빼고|제외|아니라)|^\s?(?:은|는)?\s?(?:저장)?하지\s?(?:마|말)/;
const notSaved =
  /저장(?:은|할)?\s?(?:하지\s?(?:마|말)|안\s?해|필요\s?없|말고)|(?:don'?t|do not|without|no need to)\s(?:sav|writ|export|stor)/i;

/** Where to and as what a clause wishes its result saved; undefined when it does not. Empty: the usual folder and forms. */
export function saveIn(text: string, all: readonly Thing[]): Save | undefined {
  if (notSaved.test(text)) return undefined;
  const said =
    verbs.test(text) ||
    (looseVerbs.test(text) && /폴더|디렉토리|디렉터리|(?<![a-z])(?:folder|directory)(?![a-z])/i.test(text));
  const folders = thingsIn(text, all).flatMap((t) => (t.kind === 'folder' ? [t.text] : []));
  const relative =
    /(?<![\w가-힣])([\w][\w./-]{0,100})\s?(?:폴더|디렉토리|디렉터리|folder|directory)(?:에|로|으로)?/i.exec(text)?.[1];
  const typed =
    folders.find((f) => said || !/^\/[\w-]+\/[\w.-]+\.(?:php|html?|js|jsp)$/.test(f)) ??
    (said && relative !== undefined && !/^(?:the|a|this|that|same|my|our)$/i.test(relative) ? relative : undefined);
  let format: Save['format'];
  for (const [name, pattern] of formats) {
    for (const match of text.matchAll(pattern))
      if (!refused.test(text.slice(match.index + match[0].length))) format = name;
  }
  const file = typed === undefined ? null : /^(.*?)\/?[^/]+\.(md|html?|json)$/i.exec(typed);
  if (file !== null) {
    format ??= file[2]!.toLowerCase().startsWith('htm') ? 'html' : (file[2]!.toLowerCase() as 'md' | 'json');
    return { ...(file[1] === '' ? {} : { dir: file[1]! }), format };
  }
  if (!said && typed === undefined && format === undefined) return undefined;
  return { ...(typed === undefined ? {} : { dir: typed }), ...(format === undefined ? {} : { format }) };
}

const words =
  /결과(?:물)?(?:은|는|를|도)?|보고서(?:를|로|는)?|리포트(?:를|로|는)?|파일(?:로|을)?|형식(?:으로)?|포맷(?:으로)?|폴더(?:에|로)?|디렉토리(?:에|로)?|디렉터리(?:에|로)?|(?<![A-Za-z])(?:the\s)?(?:results?|output|reports?|files?|format|folder|directory|save|saved|write|export|store|put)(?![A-Za-z-])/gi;

/** A clause without what it says about saving: what is left is what is asked. */
export function withoutSaving(text: string, all: readonly Thing[]): string {
  if (saveIn(text, all) === undefined) return text;
  let rest = text.replace(new RegExp(verbs, 'gi'), ' ').replace(new RegExp(looseVerbs, 'gi'), ' ').replace(words, ' ');
  for (const [, pattern] of formats) rest = rest.replace(pattern, ' ');
  return rest;
}
