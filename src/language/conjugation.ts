/*
 * Forms of a Korean verb from its stem, for the regular classes and those that the verbs of change need (ㅡ, 르, ㄹ).
 * Unicode composes a syllable as 0xAC00 + (initial × 21 + vowel) × 28 + final.
 */

const first = 0xac00;
const finals = 28;
const vowels = 21;
const [a, ae, eo, e, yeo, o, wa, wae, u, wo, eu, i] = [0, 1, 4, 5, 6, 8, 9, 10, 13, 14, 18, 20] as const;
const [none, nieun, rieul, ssangSiot] = [0, 4, 8, 20] as const;

interface Syllable {
  initial: number;
  vowel: number;
  final: number;
}

const taken = (syllable: string): Syllable => {
  const at = syllable.charCodeAt(0) - first;
  return {
    initial: Math.floor(at / finals / vowels),
    vowel: Math.floor(at / finals) % vowels,
    final: at % finals,
  };
};
const put = ({ initial, vowel, final }: Syllable): string =>
  String.fromCharCode(first + (initial * vowels + vowel) * finals + final);

export type Forms = {
  /** 끄, 열: before 고, 자, 세요, 면, 지. */
  stem: string;
  /** 꺼, 열어: before 줘, 라, 도, 야. */
  infinitive: string;
  /** 껐, 열었. */
  past: string;
  /** 끈, 연: "…한 다음". */
  done: string;
  /** 끌, 열. */
  toCome: string;
  /** 끕, 엽: before 시다, 니다. */
  polite: string;
  /** 끔, 엶: what a terse note ends with. */
  noted: string;
};

/** @param stem - a verb without its 다: `끄`, `내리`, `열` */
export function conjugated(stem: string): Forms {
  const head = stem.slice(0, -1);
  const last = taken(stem.at(-1)!);
  const infinitive = infinitiveOf(stem, head, last);
  const past = infinitive.slice(0, -1) + put({ ...taken(infinitive.at(-1)!), final: ssangSiot });
  const open = last.final === none || last.final === rieul;
  const closedBy = (final: number): string => head + put({ ...last, final });
  return {
    stem,
    infinitive,
    past,
    done: open ? closedBy(nieun) : `${stem}은`,
    toCome: open ? closedBy(rieul) : `${stem}을`,
    polite: open ? closedBy(17) : `${stem}습`,
    noted: last.final === none ? closedBy(16) : last.final === rieul ? closedBy(10) : `${stem}음`,
  };
}

const contracted: Partial<Record<number, number>> = { [o]: wa, [u]: wo, [i]: yeo };
const unchanged: readonly number[] = [a, ae, eo, e, yeo, wae];

function infinitiveOf(stem: string, head: string, last: Syllable): string {
  const bright = (vowel: number): boolean => vowel === a || vowel === o;
  if (last.final !== none) return stem + (bright(last.vowel) ? '아' : '어');
  if (last.vowel === eu) {
    const before = head === '' ? undefined : taken(head.at(-1)!);
    const vowel = before !== undefined && bright(before.vowel) ? a : eo;
    // 무르다 → 물러.
    if (stem.endsWith('르') && before !== undefined)
      return head.slice(0, -1) + put({ ...before, final: rieul }) + put({ ...last, vowel });
    return head + put({ ...last, vowel });
  }
  if (unchanged.includes(last.vowel)) return stem;
  const vowel = contracted[last.vowel];
  return vowel === undefined ? `${stem}어` : head + put({ ...last, vowel });
}
